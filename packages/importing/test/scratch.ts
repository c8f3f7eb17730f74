import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { SourceFile } from '../src/index.js';

/** A folder for this test file, removed at its end. */
export function makeScratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'corridor-importing-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file to read. */
export function writeSource(folder: string, path: string, content: string | Uint8Array): SourceFile {
  const location = join(folder, path);
  writeFileSync(location, content);
  return { path, location };
}

export function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
