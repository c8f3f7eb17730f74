import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { ConnectionTarget } from '@corridor/database';
import { waitForEnd } from './end-of-process.js';
import type { Command, Environment } from './index.js';
import { openDatabases, type ServiceName } from './open-databases.js';
import { projectFolder, readLauncherSettings } from './settings.js';
import { waitUntilReady } from './wait-until-ready.js';
import { welcome } from './welcome.js';

const servicePorts: Readonly<Record<ServiceName, number>> = {
  countries: 4_001,
  projects: 4_002,
  events: 4_003,
};
const endTimeoutMs = 15_000;

const say = (sentence: string) => void process.stderr.write(`${sentence}\n`);

/** The target as an address, since processes get it through their environment; a socket folder goes into `host`. */
export function toAddress(target: ConnectionTarget): string {
  if ('connectionString' in target) return target.connectionString;
  const { host, port, user, database } = target;
  return `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}

/** Starts `<folder>/dist/main.js` as a process; `onEnd` hears of an end that nobody asked for. */
function startProcess(
  name: string,
  folder: string,
  env: Environment,
  onEnd: (sentence: string) => void,
): ChildProcess {
  const child = spawn(process.execPath, [path.join(projectFolder, folder, 'dist', 'main.js')], {
    env: env,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32', // a Ctrl-C is ours to pass on, in order
  });
  child.once('exit', (code, signal) =>
    onEnd(`${name} (process ${child.pid}) ended: ${signal ?? `exit code ${code}`}.`),
  );
  say(`${name}: process ${child.pid}`);
  return child;
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), endTimeoutMs);
  await ended;
  clearTimeout(timer);
}

/** `npm run start:services`: each service and the gateway as a process of its own, HTTP between them. */
export const startServices: Command = async (_args, env) => {
  const settings = readLauncherSettings(env);
  const { ended, end } = waitForEnd();
  const databases = await openDatabases(settings, {
    onExit: (error) => {
      say(error.message);
      end();
    },
  });
  const children: ChildProcess[] = [];
  let stopping = false;
  const onEnd = (sentence: string) => void (stopping || say(sentence));
  try {
    for (const [name, port] of Object.entries(servicePorts) as [ServiceName, number][]) {
      const own = { [`${name.toUpperCase()}_DATABASE_URL`]: toAddress(databases.targets[name]) };
      const childEnv = { ...env, LOG_LEVEL: settings.LOG_LEVEL, ...own, PORT: String(port) };
      children.push(startProcess(name, `services/${name}`, childEnv, onEnd));
    }
    const port = settings.PORT ?? 4_000;
    const gatewayEnv = { ...env, LOG_LEVEL: settings.LOG_LEVEL, PORT: String(port) };
    children.push(startProcess('gateway', 'gateway', gatewayEnv, onEnd));
    const base = `http://${settings.HOST}`;
    const urls = [...Object.values(servicePorts), port].map((each) => `${base}:${each}/health/ready`);
    const ready = await Promise.race([waitUntilReady(urls), ended.then(() => false)]);
    if (ready) process.stdout.write(welcome(`${base}:${port}/graphql`));
    await ended;
  } finally {
    stopping = true;
    await Promise.all(children.reverse().map(endProcess));
    await databases.close();
  }
  return 0;
};
