import { readdirSync } from 'node:fs';
import { compiled, openSources, type SourceBook } from '@corridor/facts';

const folder = new URL('../../data/', import.meta.url);

/** A fact file of this service by name. */
export const factFile = (name: string): URL => new URL(name, folder);

/** All fact files, for a digest. */
export const allFactFiles = (): URL[] =>
  readdirSync(folder)
    .filter((name) => /\.(json|csv)$/.test(name))
    .sort()
    .map(factFile);

/** What the fact files cite. */
export const readSources = (): SourceBook => openSources([factFile('sources.json')], compiled);
