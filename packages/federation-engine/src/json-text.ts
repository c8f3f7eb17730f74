// What JSON must escape, and lone surrogates, which JSON.stringify writes as escapes.
const mustEscape = /[\u0000-\u001f"\\\ud800-\udfff]/;

/** A string as JSON text; most need no escapes, and to look is cheaper than to let JSON.stringify find out. */
export const stringText = (value: string): string =>
  mustEscape.test(value) ? JSON.stringify(value) : `"${value}"`;

/** Any JSON value as text; what JSON cannot say is null. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return stringText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
  return JSON.stringify(value) ?? 'null';
}
