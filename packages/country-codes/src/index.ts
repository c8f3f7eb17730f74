export { countryName } from './country-name.js';
export { findFormerState, findIso3, isIso3, isoCountry, isoCountries, readCountry } from './iso-codes.js';
export { isRelationId, relationId } from './relation-id.js';
export { toCountry } from './to-country.js';
