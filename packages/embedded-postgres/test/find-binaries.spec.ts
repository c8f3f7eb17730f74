import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PostgresUnavailableError, findBinaries } from '../src/index.js';
import { askMajor, completeLinks } from '../src/find-binaries.js';
import { type Scratch, makeScratch } from './scratch.js';

describe('the programs', () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = makeScratch();
  });
  afterEach(() => scratch.remove());

  it('are found without being told where', () => {
    const { binDir, source } = findBinaries();
    expect(['npm', 'system']).toContain(source);
    expect(typeof askMajor(binDir)).toBe('number');
  });

  it('are those that the caller names', () => {
    const { binDir } = findBinaries();
    expect(findBinaries(binDir)).toEqual({ binDir, source: 'caller' });
  });

  it('are not replaced by others when the folder that the caller names holds none', () => {
    expect(() => findBinaries(scratch.folder)).toThrow(PostgresUnavailableError);
    expect(() => findBinaries(scratch.folder)).toThrow(`There is no usable PostgreSQL in ${scratch.folder}.`);
  });

  it('are refused when they do not run here', () => {
    const binDir = path.join(scratch.folder, 'bin');
    mkdirSync(binDir);
    for (const name of ['initdb', 'postgres'])
      writeFileSync(path.join(binDir, name), 'not a program', { mode: 0o755 });
    expect(() => findBinaries(binDir)).toThrow(PostgresUnavailableError);
  });

  it('get the library links that a blocked install script did not make', () => {
    const { binDir, source } = findBinaries();
    if (source !== 'npm') return;
    const native = path.join(scratch.folder, 'native');
    cpSync(path.dirname(binDir), native, { recursive: true, verbatimSymlinks: true });
    const links = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8')) as {
      target: string;
    }[];
    links.forEach(({ target }) => rmSync(path.join(scratch.folder, target)));
    expect(typeof askMajor(path.join(native, 'bin'))).toBe('string');

    expect(findBinaries(path.join(native, 'bin')).source).toBe('caller');
    expect(typeof askMajor(path.join(native, 'bin'))).toBe('number');
    expect(links.every(({ target }) => existsSync(path.join(scratch.folder, target)))).toBe(true);
    expect(completeLinks(native)).toBe(true);
  });
});
