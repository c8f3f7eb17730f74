import { readdirSync } from 'node:fs';

const folder = new URL('../../data/', import.meta.url);

/** A fact file of this service by name. */
export const factFile = (name: string): URL => new URL(name, folder);

/** The files that say what the other files cite: `sources.json` and any `<topic>-sources.json`. */
export const sourceFiles = (): URL[] =>
  readdirSync(folder)
    .filter((name) => /(^|-)sources\.json$/.test(name))
    .sort()
    .map(factFile);

/** All fact files, for a digest. */
export const allFactFiles = (): URL[] =>
  readdirSync(folder)
    .filter((name) => /\.(json|csv)$/.test(name))
    .sort()
    .map(factFile);
