import { sql, type Database } from '@corridor/database';
import type { Source } from './fact-entities.js';

export const findSources = (database: Database, ids: readonly string[]): Promise<Source[]> =>
  database.rows<Source>(sql`select * from source where id = any(${ids}::text[])`);

interface SourceContext {
  readonly loaders: { readonly source: { load(id: string): Promise<Source | undefined> } };
}

/** The source of a row that keeps its id: resolves `Citation.source` and its like. */
export const sourceOf = (
  { sourceId }: { readonly sourceId: string },
  _: unknown,
  { loaders }: SourceContext,
): Promise<Source | undefined> => loaders.source.load(sourceId);
