export type { HttpAnswer, HttpRequest } from './graphql-route.js';
export type { Readiness } from './health-routes.js';
export { readPlainRequest, type PlainRequest } from './plain-request.js';
export { readRequestId, requestIdHeader } from './request-id.js';
export { serveGraphql, type GraphqlHttpOptions, type GraphqlHttpServer } from './serve-graphql.js';
