export { openService, type OpenService } from './open-service.js';
export { runService } from './run-service.js';
export { openServiceDatabase, type OpenServiceOptions } from './service-database.js';
export type { LoadProgress, RequestContext, Service } from './service.js';
