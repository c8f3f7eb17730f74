import { sourceId } from '@corridor/schema';
import { z } from 'zod';
import type { CitationColumn, Source } from './fact-entities.js';
import type { Citation } from './fact-schema.js';
import { compiled } from './data-set.js';
import { atNoLine, readFacts, type Place } from './read-facts.js';

const sourceSchema = z.strictObject({
  key: z.string(),
  title: z.string(),
  publisher: z.string().optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  publishedOn: z.iso.date().optional(),
  kind: z.enum(['COMMUNIQUE', 'GOVERNMENT', 'WIRE', 'NEWS', 'DATASET', 'BOOK', 'OTHER']),
  licence: z.string().optional(),
});

/** The sources that a service's fact files cite, by key. */
export interface SourceBook {
  readonly rows: readonly Source[];
  /**
   * The id of the source with this key.
   * @throws FactError at the record's line when no file defines it
   */
  readonly idOf: (key: string, record?: Place, at?: readonly (string | number)[]) => string;
}

/**
 * Reads source files; two records of one address are one source.
 * @throws FactError for a key that is defined twice
 */
export function openSources(files: readonly URL[]): SourceBook {
  const ids = new Map<string, string>();
  const rows = new Map<string, Source>();
  for (const { fact, error } of files.flatMap((file) => readFacts(file, sourceSchema))) {
    const { key, ...source } = fact;
    if (ids.has(key)) throw error(`the source key ${key} is defined twice`);
    const id = sourceId(source);
    ids.set(key, id);
    const { publisher = null, url = null, publishedOn = null, licence = null } = source;
    rows.set(id, { ...source, id, publisher, url, publishedOn, licence, dataSet: compiled });
  }
  const idOf: SourceBook['idOf'] = (key, record = atNoLine, at = ['source']) => {
    const id = ids.get(key);
    if (id === undefined) throw record.error(`${at.join('.')}: no source has the key ${key}`, at);
    return id;
  };
  return { rows: [...rows.values()], idOf };
}

/**
 * A record's citations as its row keeps them.
 * @throws FactError at the record's line for a source that no file defines
 */
export const citationsOf = (
  book: SourceBook,
  citations: readonly Citation[],
  record: Place,
): CitationColumn[] =>
  citations.map(({ source, ...place }) => ({
    sourceId: book.idOf(source, record, ['citations']),
    ...place,
  }));
