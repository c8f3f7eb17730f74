import type { HttpAnswer, HttpRequest } from '@corridor/http';
import type { GraphQLError } from 'graphql';
import { entityTag, holdsTag } from '../caching/entity-tag.js';
import { cacheableFor } from '../caching/tag-answers.js';
import { prefersHtml, sandboxPage } from '../sandbox/sandbox-page.js';
import type { Guard } from '../security/guard.js';

export interface AnswerOptions {
  readonly guard: Guard;
  readonly supergraphId: () => string;
  readonly dataVersion: () => string | undefined;
  /** Answers without Apollo Server what it has answered before; undefined for anything else. */
  readonly answerKnown: (request: HttpRequest, tag: string | undefined) => Promise<HttpAnswer | undefined>;
  /** Whether a browser gets the Sandbox page. */
  readonly sandbox: boolean;
}

const noStore = { 'cache-control': 'no-store' };

function refuse(
  { message, extensions }: Pick<GraphQLError, 'message' | 'extensions'>,
  accept: string,
): HttpAnswer {
  const type = accept.includes('application/graphql-response+json') ? 'graphql-response+json' : 'json';
  return {
    status: 400,
    headers: { 'content-type': `application/${type}; charset=utf-8`, ...noStore },
    body: JSON.stringify({ errors: [{ message, extensions }] }),
  };
}

const nothingAsked = {
  message: 'Nothing is asked: send a query as JSON by POST, or in the address by GET.',
  extensions: { code: 'BAD_REQUEST' },
};

/** The text to be executed, wherever the request has it; a persisted one was looked at when it came the first time. */
function textOf({ method, search, body }: HttpRequest): string | undefined {
  const text: unknown =
    method === 'GET' ? search.get('query') : (body as { readonly query?: unknown } | null | undefined)?.query;
  return typeof text === 'string' ? text : undefined;
}

/** What happens to a request before and after it is executed: page, limits, 304, caching headers. */
export function answerRequest({ guard, supergraphId, dataVersion, answerKnown, sandbox }: AnswerOptions) {
  return async (request: HttpRequest, execute: () => Promise<HttpAnswer>): Promise<HttpAnswer> => {
    const accept = request.headers.get('accept') ?? '';
    if (request.method === 'GET' && !request.search.has('query') && !request.search.has('extensions'))
      return sandbox && prefersHtml(accept) ? sandboxPage() : refuse(nothingAsked, accept);
    const text = textOf(request);
    const refused = text === undefined ? undefined : guard(text);
    if (refused) return refuse(refused, accept);

    const tag = entityTag(request, { supergraphId: supergraphId(), dataVersion: dataVersion() });
    if (tag && holdsTag(request.headers.get('if-none-match'), tag))
      return { status: 304, headers: { etag: tag, 'cache-control': cacheableFor, vary: 'accept' }, body: '' };
    const answer = (await answerKnown(request, tag)) ?? (await execute());
    return answer.headers['cache-control'] && answer.headers['etag']
      ? answer
      : { ...answer, headers: { ...answer.headers, ...noStore } };
  };
}
