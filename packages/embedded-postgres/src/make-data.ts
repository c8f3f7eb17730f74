import { spawn } from 'node:child_process';
import { chownSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { postgresFailure } from './cluster-error.js';
import { programIn } from './find-binaries.js';
import type { Place } from './find-place.js';
import type { Programs } from './prepare-binaries.js';

const draftPrefix = 'data.new-';

/** Names of data directories that a killed initdb left unfinished. */
export const listDrafts = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => name.startsWith(draftPrefix));

/**
 * UTF-8 that sorts by code point on every system. The builtin provider came with 17; character classes still follow the
 * system's locale, which has another name on macOS and none on Windows.
 */
function localeFlags(major: number): readonly string[] {
  if (major < 17) return ['--locale=C.UTF-8'];
  if (process.platform === 'linux') return ['--locale-provider=builtin', '--locale=C.UTF-8'];
  const builtin = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  return process.platform === 'darwin' ? [...builtin, '--lc-ctype=en_US.UTF-8'] : builtin;
}

function runInitdb(
  programs: Programs,
  draft: string,
  { account }: Place,
): Promise<{ ok: boolean; output: string }> {
  const flags = [
    '-A',
    'trust',
    '-U',
    'postgres',
    '-E',
    'UTF8',
    '--no-instructions',
    ...localeFlags(programs.major),
  ];
  const child = spawn(programIn(programs.binDir, 'initdb'), ['-D', draft, ...flags], {
    cwd: '/',
    env: { LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true, // a Ctrl-C in the terminal is the parent's to act on: half a second more, and the data are whole
    windowsHide: true,
    ...account,
  });
  return new Promise((resolve) => {
    let output = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (status) => resolve({ ok: status === 0, output: output.trim() }));
  });
}

/**
 * Makes the data directory of a new cluster: beside its final name, and renamed when complete, so that whatever is
 * found under that name is whole. Drafts of earlier, killed attempts are removed.
 * @throws ClusterError with initdb's own words in `detail`.
 */
export async function makeData(programs: Programs, place: Place): Promise<void> {
  for (const old of listDrafts(place.folder)) {
    rmSync(path.join(place.folder, old), { recursive: true, force: true, maxRetries: 3 });
  }
  const draft = path.join(place.folder, `${draftPrefix}${process.pid}-${Date.now()}`);
  mkdirSync(draft, { mode: 0o700 });
  if (place.account) chownSync(draft, place.account.uid, place.account.gid);
  const { ok, output } = await runInitdb(programs, draft, place);
  if (ok) return renameSync(draft, place.pgData);
  rmSync(draft, { recursive: true, force: true });
  throw postgresFailure('INITDB_FAILED', place.folder, output);
}
