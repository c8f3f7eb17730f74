export {
  openService,
  openServiceDatabase,
  type OpenService,
  type OpenServiceOptions,
} from './open-service.js';
export { runService } from './run-service.js';
export type { LoadProgress, RequestContext, Service } from './service.js';
