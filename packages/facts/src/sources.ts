import { sourceId } from '@corridor/schema';
import { z } from 'zod';
import type { CitationColumn, Source } from './fact-entities.js';
import type { Citation } from './fact-schema.js';
import { readFacts, type Located } from './read-facts.js';

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
  /** The id of the source with this key, undefined when no file defines it. */
  readonly idOf: (key: string) => string | undefined;
}

/**
 * Reads source files; two records of one address are one source.
 * @throws FactError for a key that is defined twice
 */
export function openSources(files: readonly URL[], dataSet: string): SourceBook {
  const ids = new Map<string, string>();
  const rows = new Map<string, Source>();
  for (const { fact, error } of files.flatMap((file) => readFacts(file, sourceSchema))) {
    const { key, ...source } = fact;
    if (ids.has(key)) throw error(`the source key ${key} is defined twice`);
    const id = sourceId(source);
    ids.set(key, id);
    const { publisher = null, url = null, publishedOn = null, licence = null } = source;
    rows.set(id, {
      id,
      title: source.title,
      publisher,
      url,
      publishedOn,
      kind: source.kind,
      licence,
      dataSet,
    });
  }
  return { rows: [...rows.values()], idOf: (key) => ids.get(key) };
}

/**
 * A record's citations as its row keeps them.
 * @throws FactError at the record's line for a source that no file defines
 */
export function citationsOf(
  book: SourceBook,
  citations: readonly Citation[],
  record: Pick<Located<unknown>, 'error'>,
): CitationColumn[] {
  return citations.map(({ source, ...place }) => {
    const id = book.idOf(source);
    if (!id) throw record.error(`citations: no source has the key ${source}`, ['citations']);
    return { sourceId: id, ...place };
  });
}
