export { countries } from './service.js';
export { listReferences } from './facts/list-references.js';
export { importers } from './importers/importers.js';
