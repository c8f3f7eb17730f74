import type { GraphQLFormattedError } from 'graphql';

/** What the gateway works with: data as the subgraph gave it, errors with what a client may see. */
export interface SubgraphAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: GraphQLFormattedError[];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isPath = (value: unknown): value is readonly (string | number)[] =>
  Array.isArray(value) && value.every((key) => typeof key === 'string' || typeof key === 'number');

/** Message, path and code pass; anything else a subgraph says beside them stays here. */
function readError(error: unknown): GraphQLFormattedError {
  if (!isRecord(error) || typeof error['message'] !== 'string') throw new Error('an error without a message');
  const { message, path, extensions } = error;
  const code =
    isRecord(extensions) && typeof extensions['code'] === 'string' ? extensions['code'] : undefined;
  return { message, ...(isPath(path) && { path }), extensions: { code: code ?? 'INTERNAL_SERVER_ERROR' } };
}

/**
 * Checks that an answer has the form GraphQL asks for.
 * @param entities how many entities were asked for; undefined for a fetch that is not of entities
 * @throws Error saying what is wrong with it
 */
export function readAnswer(answer: unknown, entities: number | undefined): SubgraphAnswer {
  if (!isRecord(answer)) throw new Error('the answer is not an object');
  const { data, errors } = answer;
  if (errors !== undefined && errors !== null && !Array.isArray(errors))
    throw new Error('errors are not a list');
  const read = Array.isArray(errors) && errors.length > 0 ? errors.map(readError) : undefined;
  if (data === undefined || data === null) {
    if (!read) throw new Error('the answer has neither data nor errors');
    return { data: null, errors: read };
  }
  if (!isRecord(data)) throw new Error('data is not an object');
  if (entities !== undefined) {
    const given = data['_entities'];
    if (!Array.isArray(given) || given.length !== entities) {
      if (read) return { data: null, errors: read };
      throw new Error(`${entities} entities were asked for`);
    }
  }
  return { data, ...(read && { errors: read }) };
}
