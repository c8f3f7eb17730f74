import { readdirSync } from 'node:fs';
import { openSources, type SourceBook } from './sources.js';

/** The folder of a service's fact files. */
export interface FactFolder {
  /** A fact file by name. */
  file(name: string): URL;
  /** All fact files, for a digest. */
  listFiles(): URL[];
  /** What the files cite: `sources.json` and any `<topic>-sources.json`. */
  readSources(): SourceBook;
}

export function openFactFolder(folder: URL): FactFolder {
  const file = (name: string) => new URL(name, folder);
  const list = (names: RegExp) =>
    readdirSync(folder)
      .filter((name) => names.test(name))
      .sort()
      .map(file);
  return {
    file,
    listFiles: () => list(/\.(json|csv)$/),
    readSources: () => openSources(list(/(^|-)sources\.json$/)),
  };
}
