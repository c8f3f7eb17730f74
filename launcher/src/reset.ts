import { rm } from 'node:fs/promises';
import path from 'node:path';
import { emptyCluster } from '@corridor/embedded-postgres';
import type { Command } from './commands.js';
import { readLauncherSettings } from './settings.js';

/** `npm run reset`: empties the data directory: database, downloads, rejects. Databases run by others stay as they are. */
export const reset: Command = async (_args, env) => {
  const { DATA_DIR } = readLauncherSettings(env);
  await emptyCluster(path.join(DATA_DIR, 'postgres'));
  for (const name of ['downloads', 'rejects'])
    await rm(path.join(DATA_DIR, name), { recursive: true, force: true });
  process.stdout.write(`Emptied ${DATA_DIR}: the next start makes its database anew.\n`);
  return 0;
};
