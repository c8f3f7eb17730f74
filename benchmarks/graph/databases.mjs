/** Three databases with the compiled facts, and every public data set when `CORRIDOR_MIRROR` says where they are. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabases } from '../../launcher/dist/open-databases.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** With `DATA_DIR` the databases there are used, loaded as they are; else a folder of this run's own. */
export async function openData() {
  const { DATA_DIR: given, CORRIDOR_MIRROR: mirror } = process.env;
  const folder = given ?? mkdtempSync(path.join(tmpdir(), 'corridor-bench-graph-'));
  chmodSync(folder, 0o755);
  if (mirror && !given)
    execFileSync(process.execPath, [path.join(root, 'launcher/bin/import.mjs'), '--all'], {
      env: { ...process.env, DATA_DIR: folder },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  const databases = await openDatabases(
    { DATA_DIR: path.resolve(folder) },
    { onExit: (error) => process.stderr.write(`${error.message}\n`), join: true },
  );
  return {
    targets: databases.targets,
    describe: mirror || given ? 'with the imported data sets' : 'compiled facts alone',
    close: async () => {
      await databases.close();
      if (!given) rmSync(folder, { recursive: true, force: true });
    },
  };
}
