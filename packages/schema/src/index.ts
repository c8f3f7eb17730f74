export {
  checkOrder,
  quoteInput,
  readBox,
  readDay,
  readDays,
  readDaysBetween,
  readExactlyOne,
  readText,
  today,
  type Box,
  type Given,
} from './arguments.js';
export { boundsOf, isDay, type DayBounds } from './edtf.js';
export { badInput, ClientError, type ErrorCode } from './errors.js';
export { inLanguage } from './in-language.js';
export { scalars } from './scalars.js';
export { canonicalAddress, sourceId } from './source-id.js';
export { readTypeDefs } from './type-definitions.js';
