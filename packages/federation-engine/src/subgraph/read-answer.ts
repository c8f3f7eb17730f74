import { isObject } from '../own-value.js';
import { SubgraphFailure, type SubgraphAnswer, type SubgraphError } from './subgraph.js';

const isPath = (value: unknown): value is (string | number)[] =>
  Array.isArray(value) && value.every((key) => typeof key === 'string' || typeof key === 'number');

/** What cannot be read of an error is left out, not held against the answer: its data may be all right. */
function readError(error: unknown): SubgraphError {
  if (!isObject(error)) {
    return { message: typeof error === 'string' ? error : 'The subgraph gave an error without a message.' };
  }
  const { message, path, extensions } = error;
  return {
    message: typeof message === 'string' ? message : 'The subgraph gave an error without a message.',
    ...(isPath(path) && { path }),
    ...(isObject(extensions) && { extensions }),
  };
}

const malformed = (subgraph: string, what: string) => new SubgraphFailure(subgraph, 'not GraphQL', what);

function readErrors(subgraph: string, errors: unknown): readonly SubgraphError[] | undefined {
  if (errors === undefined || errors === null) return undefined;
  if (!Array.isArray(errors)) throw malformed(subgraph, 'errors are not a list');
  return errors.length > 0 ? errors.map(readError) : undefined;
}

/**
 * Checks that something has the form of a GraphQL answer.
 * @param cacheControl the answer's header; its `extensions.cacheControl` goes before it
 * @returns an answer whose `data` is that of `value` itself, not a copy
 * @throws SubgraphFailure 'not GraphQL' saying what is wrong with it
 */
export function readAnswer(subgraph: string, value: unknown, cacheControl?: string): SubgraphAnswer {
  if (!isObject(value)) throw malformed(subgraph, 'the answer is not an object');
  const { data, extensions } = value;
  const errors = readErrors(subgraph, value['errors']);
  if (data === undefined || data === null) {
    if (!errors) throw malformed(subgraph, 'the answer has neither data nor errors');
  } else if (!isObject(data)) {
    throw malformed(subgraph, 'data is not an object');
  }
  const answer = { data: data ?? null, errors, extensions: undefined, cacheControl };
  if (!isObject(extensions)) return answer;
  const hint = extensions['cacheControl'];
  return { ...answer, extensions, cacheControl: typeof hint === 'string' ? hint : cacheControl };
}
