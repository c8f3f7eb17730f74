export { listReferences } from './facts/list-references.js';
export { importers } from './importers/importers.js';
export { events } from './service.js';
