export { countries } from './service.js';
export { listReferences, type Reference } from './facts/list-references.js';
export { importers } from './importers/importers.js';
