import type { End } from './end-of-process.js';
import { UserProblem } from './user-problem.js';
import { openDatabases, type Databases } from './open-databases.js';
import type { Settings } from './settings.js';

/**
 * Opens the databases for a command that runs until its end, does the work and closes them.
 * @returns the work's exit code; 0 when the end came before it
 * @throws UserProblem when the embedded server ended by itself, which ends the command too
 */
export async function withDatabases(
  settings: Settings,
  end: End,
  work: (databases: Databases) => Promise<number>,
): Promise<number> {
  let death: Error | undefined;
  const onExit = (error: Error) => {
    death = error;
    end.end();
  };
  const databases = await openDatabases(settings, { onExit });
  let exitCode = 0;
  try {
    if (!end.signal.aborted) exitCode = await work(databases);
  } finally {
    await databases.close();
  }
  if (death) throw new UserProblem(`${death.message} Start again: nothing that was committed is lost.`);
  return exitCode;
}
