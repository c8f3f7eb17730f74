export { readRequestId, requestIdHeader } from './request-id.js';
export {
  serveGraphql,
  type GraphqlHttpOptions,
  type GraphqlHttpServer,
  type Readiness,
} from './serve-graphql.js';
