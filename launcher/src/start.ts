import { openLoadProgress } from './load-progress.js';
import { waitForEnd } from './end-of-process.js';
import type { Command } from './index.js';
import { listenOnFreePort } from './listen-on-free-port.js';
import { openDatabases } from './open-databases.js';
import { openGraph } from './open-graph.js';
import { readLauncherSettings } from './settings.js';
import { welcome } from './welcome.js';

const say = (sentence: string) => void process.stderr.write(`${sentence}\n`);

/** `npm start`: database, subgraphs and gateway in this process, until Ctrl-C or SIGTERM. */
export const start: Command = async (_args, env) => {
  const settings = readLauncherSettings(env);
  const { ended, end } = waitForEnd();
  let exitCode = 0;
  const databases = await openDatabases(settings, {
    onExit: (error) => {
      say(`${error.message} Start again: nothing that was committed is lost.`);
      exitCode = 1;
      end();
    },
  });
  try {
    const progress = openLoadProgress(process.stderr);
    const graph = await openGraph({
      targets: databases.targets,
      env,
      logLevel: settings.LOG_LEVEL,
      poolSize: settings.DATABASE_POOL_SIZE,
      onProgress: progress.of,
    });
    try {
      const isEnded = ended.then(() => true);
      const endedEarly = await Promise.race([graph.loaded.then(() => false), isEnded]);
      progress.finish();
      if (endedEarly) return exitCode;
      const http = await listenOnFreePort(
        (port) => graph.gateway.listen(settings.HOST, port),
        settings.PORT,
        say,
      );
      process.stdout.write(welcome(http.url));
      await ended;
    } finally {
      await graph.close();
    }
  } finally {
    await databases.close();
  }
  return exitCode;
};
