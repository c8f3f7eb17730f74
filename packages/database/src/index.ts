export { default as sql, empty, join, raw, Sql } from 'sql-template-tag';
export { connectionOf, type ConnectionTarget } from './connection-target.js';
export { copyRows } from './copy-rows.js';
export { ensureDatabase } from './ensure-database.js';
export { afterKey, orderBy, type SortOrder } from './keyset.js';
export { mergeRows, type Merged } from './merge-rows.js';
export { openDatabase, type Database, type DatabaseOptions } from './open-database.js';
export { pagePerParent } from './page-per-parent.js';
