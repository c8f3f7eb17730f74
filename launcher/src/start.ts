import { setTimeout as sleep } from 'node:timers/promises';
import { waitForEnd, type End } from './end-of-process.js';
import type { Command, Environment } from './commands.js';
import { listenOnFreePort } from './listen-on-free-port.js';
import { openLoadProgress } from './load-progress.js';
import type { Databases } from './open-databases.js';
import type { OpenGraph, OpenGraphOptions } from './open-graph.js';
import { readLauncherSettings, type Settings } from './settings.js';
import { welcome } from './welcome.js';
import { withDatabases } from './with-databases.js';

/** How long the graph waits for a database that cannot be reached before it answers without. */
const databaseWaitMs = 3_000;

const say = (sentence: string) => void process.stderr.write(`${sentence}\n`);

interface Start {
  readonly settings: Settings;
  readonly env: Environment;
  readonly databases: Databases;
  readonly end: End;
  readonly openGraph: (options: OpenGraphOptions) => Promise<OpenGraph>;
}

/** Opens the graph; `unreachable` resolves, with a sentence, once a database could not be reached for a while. */
async function openWithProgress({ settings, env, databases: { targets }, openGraph }: Start) {
  const progress = openLoadProgress(process.stderr);
  let onUnreachable: (sentence: string) => void = () => undefined;
  const unreachable = new Promise<string>((resolve) => (onUnreachable = resolve)).then((sentence) =>
    sleep(databaseWaitMs, sentence, { ref: false }),
  );
  const graph = await openGraph({
    targets,
    env,
    logLevel: settings.LOG_LEVEL,
    poolSize: settings.DATABASE_POOL_SIZE,
    onProgress: progress.of,
    onUnreachable,
  });
  return { graph, progress, unreachable };
}

async function listen({ gateway }: OpenGraph, { HOST, PORT }: Settings): Promise<void> {
  const onPort = (port: number) => gateway.listen(HOST, port);
  const http = await listenOnFreePort(onPort, { host: HOST, wanted: PORT, say });
  process.stdout.write(welcome(http.url));
}

/** Serves the graph until the end comes; returns the exit code. */
async function serve(given: Start): Promise<number> {
  const { ended, signal } = given.end;
  const { graph, progress, unreachable } = await openWithProgress(given);
  let isLoaded = false;
  const loaded = graph.loaded.then(() => {
    isLoaded = true;
    progress.finish('done');
  });
  try {
    const missing = await Promise.race([loaded, unreachable, ended]);
    if (signal.aborted) return 0;
    if (missing) say(`${missing}: the graph answers without it, and with it as soon as it is there.`);
    await listen(graph, given.settings);
    await Promise.race([ended, loaded.then(() => ended)]);
    return 0;
  } finally {
    progress.finish('cut off; the next start goes on');
    // A load under way would be waited for, so its connections are cut: it is a transaction, and the next start's.
    await Promise.all([graph.close(), isLoaded ? undefined : given.databases.close()]);
  }
}

/** `npm start`: database, subgraphs and gateway in this process, until Ctrl-C or SIGTERM. */
export const start: Command = async (_args, env) => {
  const settings = readLauncherSettings(env);
  const end = waitForEnd();
  const importing = import('./open-graph.js'); // takes a second, in which the database comes up
  return withDatabases(settings, end, async (databases) => {
    const { openGraph } = await importing;
    return serve({ settings, env, databases, end, openGraph });
  });
};
