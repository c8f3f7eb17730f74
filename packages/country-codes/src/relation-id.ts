import { isIso3 } from './iso-codes.js';

/** The id of two countries' relation: their alpha-3 codes in order, `CHN-PAK`. */
export const relationId = (one: string, other: string): string =>
  one < other ? `${one}-${other}` : `${other}-${one}`;

/** Whether the text is the id of a relation. */
export function isRelationId(text: string): boolean {
  const [one = '', other = '', ...rest] = text.split('-');
  return isIso3(one) && isIso3(other) && one < other && rest.length === 0;
}
