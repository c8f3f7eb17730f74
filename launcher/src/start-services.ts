import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { waitForEnd, type End } from './end-of-process.js';
import { UserProblem } from './user-problem.js';
import type { Command, Environment } from './commands.js';
import { toListenProblem } from './listen-on-free-port.js';
import type { Databases, ServiceName } from './open-databases.js';
import { startPart, type Part } from './start-part.js';
import { toAddress } from './to-address.js';
import { readLauncherSettings, type Settings } from './settings.js';
import { waitUntilReady } from './wait-until-ready.js';
import { welcome } from './welcome.js';
import { withDatabases } from './with-databases.js';

const servicePorts: Readonly<Record<ServiceName, number>> = {
  countries: 4_001,
  projects: 4_002,
  events: 4_003,
};
const services = Object.entries(servicePorts) as [ServiceName, number][];
/** Only the gateway calls the services, so they listen on this machine alone whatever HOST says. */
const serviceHost = '127.0.0.1';
const gatewayPort = 4_000;
/** A service that is not ready by then is named, and the graph is offered without it. */
const patienceMs = 10_000;

const say = (sentence: string) => void process.stderr.write(`${sentence}\n`);

/**
 * The port itself when it is free, for 0 one that is.
 * @throws UserProblem when it cannot be listened on
 */
async function findPort(host: string, port: number): Promise<number> {
  const probe = createServer().listen(port, host);
  try {
    await once(probe, 'listening');
    return (probe.address() as AddressInfo).port;
  } catch (error) {
    throw toListenProblem(error, host, port);
  } finally {
    probe.close();
  }
}

/** Checked before anything starts: on a port that something else holds the gateway would ask a stranger. */
async function findPorts({ HOST, PORT = gatewayPort }: Settings): Promise<number> {
  for (const [name, port] of services)
    await findPort(serviceHost, port).catch(() => {
      const needed = `Port ${port}, which the ${name} service listens on, is taken`;
      throw new UserProblem(`${needed}: stop what holds it, or use npm start, which needs one port only.`);
    });
  return findPort(HOST, PORT);
}

function startParts({ targets }: Databases, settings: Settings, port: number, env: Environment): Part[] {
  const { HOST, LOG_LEVEL } = settings;
  const own = services.map(([name, servicePort]) =>
    startPart(name, `services/${name}`, {
      ...env,
      [`${name.toUpperCase()}_DATABASE_URL`]: toAddress(targets[name]),
      HOST: serviceHost,
      PORT: String(servicePort),
      LOG_LEVEL,
    }),
  );
  const gatewayEnv: Record<string, string | undefined> = { ...env, HOST, PORT: String(port), LOG_LEVEL };
  for (const [name, servicePort] of services)
    gatewayEnv[`${name.toUpperCase()}_URL`] = `http://${serviceHost}:${servicePort}/graphql`;
  return [startPart('gateway', 'gateway', gatewayEnv), ...own];
}

/** Where this machine reaches a server that listens on `host`. */
function reach(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

/** Resolves when all are ready, or the gateway is and patience with the others at its end; says which are late. */
async function waitForAll(gateway: string, signal: AbortSignal): Promise<void> {
  const late = new Set<string>(Object.keys(servicePorts));
  const ready = async ([name, port]: (typeof services)[number]) => {
    await waitUntilReady(`http://${serviceHost}:${port}`, signal);
    late.delete(name);
  };
  const allReady = Promise.all(services.map(ready));
  allReady.catch(() => undefined); // ended before: nobody waits any more
  await waitUntilReady(gateway, signal);
  await Promise.race([allReady, sleep(patienceMs, undefined, { signal, ref: false })]);
  if (late.size > 0)
    say(`Not ready yet: ${[...late].join(', ')}. The graph answers without, and with it when it is.`);
}

/** Offers the graph until the end comes; returns the exit code. */
async function watchParts(
  parts: readonly Part[],
  gateway: string,
  { ended, signal, end }: End,
): Promise<number> {
  let isServing = false;
  let exitCode = 0;
  for (const part of parts) {
    say(`${part.name}: process ${part.pid}`);
    void part.ended.then((sentence) => {
      if (signal.aborted) return;
      say(sentence);
      // One service less is an answer less; without the gateway, or with one that never came, there is no point.
      if (isServing && part.name !== 'gateway') return;
      exitCode = 1;
      end();
    });
  }
  await Promise.race([waitForAll(gateway, signal), ended]);
  if (!signal.aborted) process.stdout.write(welcome(`${gateway}/graphql`));
  isServing = true;
  await ended;
  return exitCode;
}

/** `npm run start:services`: each service and the gateway as a process of its own, HTTP between them. */
export const startServices: Command = async (_args, env) => {
  const settings = readLauncherSettings(env);
  const port = await findPorts(settings);
  const end = waitForEnd();
  return withDatabases(settings, end, async (databases) => {
    const parts = startParts(databases, settings, port, env);
    try {
      return await watchParts(parts, `http://${reach(settings.HOST)}:${port}`, end);
    } finally {
      await Promise.all(parts.map((part) => part.end()));
    }
  });
};
