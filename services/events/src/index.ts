export { listReferences } from './facts/book.js';
export { importers } from './importers/index.js';
export { events } from './service.js';
