import { ClientCall, type Answer, type EngineRequest } from '@corridor/federation-engine';
import { readPlainRequest, requestIdHeader, type HttpAnswer, type HttpRequest } from '@corridor/http';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { cacheableFor } from '../caching/tag-answers.js';
import type { Engine } from '../engine/engine.js';

export interface AnswerKnownOptions {
  readonly engine: Engine;
  readonly requestTimeoutMs: number;
  /** An error as the client of the request with this id gets it. */
  readonly formatError: (error: GraphQLError, requestId: string) => GraphQLFormattedError;
}

const json = 'application/json; charset=utf-8';
const graphqlResponse = 'application/graphql-response+json; charset=utf-8';

/** What clients commonly accept, and what Apollo Server gives them for it; anything else is left to it. */
const contentTypes: ReadonlyMap<string | undefined, string> = new Map([
  [undefined, json],
  ['*/*', json],
  ['application/json', json],
  ['application/json, text/plain, */*', json],
  ['application/graphql-response+json', graphqlResponse],
  ['application/graphql-response+json, application/json', graphqlResponse],
  ['application/graphql-response+json,application/json;q=0.9', graphqlResponse],
]);

function parseJson(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text; // of the wrong form, which Apollo Server will say
  }
}

const bodyOfSearch = (search: URLSearchParams) => ({
  query: search.get('query'),
  operationName: search.get('operationName'),
  variables: parseJson(search.get('variables')),
  extensions: search.get('extensions'),
});

/** Where a page of a foreign origin could have sent the request without asking, Apollo Server decides. */
const isPreflighted = ({ headers }: HttpRequest) =>
  Boolean(headers.get('apollo-require-preflight') || headers.get('x-apollo-operation-name'));

/** What a request asks for, without extensions; undefined in any other form, whether right or wrong. */
function readKnown(request: HttpRequest): EngineRequest | undefined {
  const { method, search, body } = request;
  if (method !== 'POST' && !(method === 'GET' && isPreflighted(request))) return undefined;
  const asked = readPlainRequest(method === 'GET' ? bodyOfSearch(search) : body);
  return asked?.extensions ? undefined : asked;
}

/**
 * A client's copy holds as long as its tag does: the ages that subgraphs allow are of the gateway's own copy, which
 * goes when the data change.
 */
function headersOf(
  { isWhole, headers: { age } }: Answer,
  etag: string | undefined,
): Readonly<Record<string, string>> {
  if (!etag || !isWhole) return { 'cache-control': 'no-store' };
  const tagged = { etag, 'cache-control': cacheableFor, vary: 'accept' };
  return age === undefined ? tagged : { ...tagged, age };
}

/**
 * The short way: operations that Apollo Server has parsed, validated and answered before are answered by the engine
 * alone, with the same result. Undefined for any other request, which goes the whole way.
 */
export function answerKnown({ engine, requestTimeoutMs, formatError }: AnswerKnownOptions) {
  return async (request: HttpRequest, tag: string | undefined): Promise<HttpAnswer | undefined> => {
    const contentType = contentTypes.get(request.headers.get('accept'));
    const asked = contentType && readKnown(request);
    if (!asked) return undefined;
    const answer = await engine.answer(asked, {
      createCall: () => {
        const call = new ClientCall({ [requestIdHeader]: request.id }, requestTimeoutMs);
        request.onClose(() => call.cancel());
        return call;
      },
      isReading: request.method === 'GET',
      formatError: (error) => formatError(error, request.id),
    });
    if (!answer) return undefined;
    const headers = { ...headersOf(answer, tag), 'content-type': contentType };
    return { status: 200, headers, body: answer.body };
  };
}
