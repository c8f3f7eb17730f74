import { UserProblem } from './user-problem.js';

const defaultPort = 4_000;
const portsToTry = 20;

const codeOf = (error: unknown) => (error as { code?: string }).code ?? '';

const reasons: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (_host, port) => `Port ${port} is taken: set PORT to another, or leave it unset.`,
  EACCES: (_host, port) => `This user may not listen on port ${port}: set PORT to one above 1023.`,
  EADDRNOTAVAIL: (host) => `HOST is ${host}, which is no address of this machine.`,
  ENOTFOUND: (host) => `HOST is ${host}, which is no address of this machine.`,
  EAI_AGAIN: (host) => `HOST is ${host}, which is no address of this machine.`,
};

/** The sentence for an address that cannot be listened on; anything else stays as it is. */
export function toListenProblem(error: unknown, host: string, port: number): unknown {
  const reason = reasons[codeOf(error)];
  return reason ? new UserProblem(reason(host, port)) : error;
}

/**
 * Listens on the port asked for, or from 4000 on upwards on the first free one.
 * @param wanted the port the user set; then no other will do
 * @throws UserProblem when there is none
 */
export async function listenOnFreePort<Server>(
  listen: (port: number) => Promise<Server>,
  { host, wanted, say }: { host: string; wanted: number | undefined; say: (sentence: string) => void },
): Promise<Server> {
  for (let port = wanted ?? defaultPort; ; port++) {
    try {
      const server = await listen(port);
      if (wanted === undefined && port !== defaultPort)
        say(`Port ${defaultPort} is taken, so this is port ${port}; PORT sets another.`);
      return server;
    } catch (error) {
      const next = wanted === undefined && codeOf(error) === 'EADDRINUSE' && port < defaultPort + portsToTry;
      if (!next) throw toListenProblem(error, host, port);
    }
  }
}
