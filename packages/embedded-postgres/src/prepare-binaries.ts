import { createHash } from 'node:crypto';
import {
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { PostgresUnavailableError } from './cluster-error.js';
import { type Binaries, askMajor, completeLinks, programIn } from './find-binaries.js';
import type { Place } from './find-place.js';

/** Programs that the account of the cluster can run. */
export interface Programs {
  readonly binDir: string;
  readonly major: number;
}

const copyPrefix = 'native-';

/** Names of the copied programs in a cluster folder, finished or not. */
export const listCopies = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => name.startsWith(copyPrefix));

function openToAll(tree: string): void {
  chmodSync(tree, 0o755);
  for (const entry of readdirSync(tree, { withFileTypes: true })) {
    const file = path.join(tree, entry.name);
    if (entry.isDirectory()) openToAll(file);
    else if (entry.isFile()) chmodSync(file, lstatSync(file).mode & 0o100 ? 0o755 : 0o644);
  }
}

/** A copy is known by where it came from, size and time, so that an update of the package is noticed. */
function nameCopy(binDir: string): string {
  const program = programIn(binDir, 'postgres');
  const { size, mtimeMs } = statSync(program);
  return copyPrefix + createHash('sha256').update(`${program} ${size} ${mtimeMs}`).digest('hex').slice(0, 12);
}

/** Copies an installation that stands on its own (bin, lib and share side by side) into the cluster folder. */
function copyPrograms(binDir: string, folder: string): string {
  const name = nameCopy(binDir);
  const copy = path.join(folder, name, 'native');
  if (!existsSync(copy)) {
    const draft = path.join(folder, `${name}.draft`);
    listCopies(folder).forEach((old) => rmSync(path.join(folder, old), { recursive: true, force: true }));
    cpSync(path.dirname(binDir), path.join(draft, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
    });
    openToAll(draft);
    completeLinks(path.join(draft, 'native'));
    renameSync(draft, path.join(folder, name));
  }
  return path.join(copy, 'bin');
}

/**
 * Makes sure that the cluster's account can run the programs. They are copied (60 MB, well under a second) when it
 * cannot: a project under /root is closed to other users, or the library links could not be made in node_modules.
 * @throws PostgresUnavailableError when not even a copy runs.
 */
export function prepareBinaries({ binDir }: Binaries, { folder, account }: Place): Programs {
  const major = askMajor(binDir, account);
  if (typeof major === 'number') return { binDir, major };
  const standsAlone = ['lib', 'share'].every((name) => existsSync(path.join(binDir, '..', name)));
  if (!standsAlone) throw new PostgresUnavailableError(`PostgreSQL in ${binDir} cannot be run.`, major);
  const copy = copyPrograms(binDir, folder);
  const majorOfCopy = askMajor(copy, account);
  if (typeof majorOfCopy === 'number') return { binDir: copy, major: majorOfCopy };
  throw new PostgresUnavailableError(
    `PostgreSQL in ${binDir} cannot be run, nor can a copy of it.`,
    majorOfCopy,
  );
}
