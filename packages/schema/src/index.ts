export { boundsOf, isDay, type DayBounds } from './edtf.js';
export { badInput, ClientError, type ErrorCode } from './errors.js';
export { scalars } from './scalars.js';
export { canonicalAddress, sourceId } from './source-id.js';
export { readTypeDefs } from './type-definitions.js';
