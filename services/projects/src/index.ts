export { listReferences } from './facts/list-references.js';
export { importers } from './importers/importers.js';
export { projects } from './service.js';
