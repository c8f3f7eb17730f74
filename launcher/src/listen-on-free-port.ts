import { UserProblem } from './explain.js';

const defaultPort = 4_000;
const portsToTry = 20;

const isTaken = (error: unknown) => (error as { code?: string }).code === 'EADDRINUSE';

/**
 * Listens on the port asked for, or from 4000 on upwards on the first free one.
 * @param wanted the port the user set; then no other will do
 */
export async function listenOnFreePort<Server>(
  listen: (port: number) => Promise<Server>,
  wanted: number | undefined,
  say: (sentence: string) => void,
): Promise<Server> {
  if (wanted !== undefined)
    return listen(wanted).catch((error: unknown) => {
      if (isTaken(error))
        throw new UserProblem(`Port ${wanted} is taken: set PORT to another, or leave it unset.`);
      throw error;
    });
  for (let port = defaultPort; ; port++) {
    try {
      const server = await listen(port);
      if (port !== defaultPort)
        say(`Port ${defaultPort} is taken, so this is port ${port}; PORT sets another.`);
      return server;
    } catch (error) {
      if (!isTaken(error) || port - defaultPort >= portsToTry) throw error;
    }
  }
}
