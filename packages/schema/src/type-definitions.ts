import { readFileSync } from 'node:fs';
import { concatAST, parse, type DocumentNode } from 'graphql';

/** The types that all three services share, word for word, or composition breaks. */
const baseTypeDefs = parse(readFileSync(new URL('../base.graphql', import.meta.url), 'utf8'));

/** A service's own schema file together with the shared types. */
export function readTypeDefs(file: URL): DocumentNode {
  return concatAST([parse(readFileSync(file, 'utf8')), baseTypeDefs]);
}
