import { isoCountry } from './iso-codes.js';

/** Formatters by language: making one takes longer than a name, and languages are few, so the oldest make room. */
const formatters = new Map<string, Intl.DisplayNames>();
const maxFormatters = 64;

function formatterOf(lang: string): Intl.DisplayNames {
  const known = formatters.get(lang);
  if (known) return known;
  const [oldest] = formatters.keys();
  if (formatters.size >= maxFormatters && oldest !== undefined) formatters.delete(oldest);
  const formatter = new Intl.DisplayNames([lang, 'en'], { type: 'region', fallback: 'none' });
  formatters.set(lang, formatter);
  return formatter;
}

/**
 * The short name of a country in a language, from the Unicode CLDR; English where CLDR does not know the language.
 * @param iso3 an ISO 3166-1 alpha-3 code; any other text is its own name
 * @param lang a well-formed BCP 47 tag
 */
export function countryName(iso3: string, lang = 'en'): string {
  const country = isoCountry(iso3);
  return country ? (formatterOf(lang).of(country.alpha2) ?? country.name) : iso3;
}
