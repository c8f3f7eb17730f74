import type { EventsContext } from '../context.js';
import { isIso3 } from '../iso-countries.js';

const typeOfPrefix: Readonly<Record<string, string>> = {
  person: 'Person',
  org: 'Organisation',
  grouping: 'Grouping',
};

/** A reference to a country, which the countries service describes. */
export const toCountry = (iso3: string) => ({ __typename: 'Country' as const, iso3 });

/** Like {@link toCountry}, for a column that may be empty. */
export const toOptionalCountry = (iso3: string | null | undefined) => (iso3 ? toCountry(iso3) : null);

/** The actor behind an id; null for nobody and for what this graph does not know. */
export async function loadActor(id: string | null | undefined, { loaders }: EventsContext) {
  if (!id) return null;
  if (isIso3(id)) return toCountry(id);
  const [prefix = ''] = id.split(':');
  const type = typeOfPrefix[prefix];
  if (type) return { __typename: type, id };
  const actor = await loaders.nonStateActorById.load(id);
  return actor ? { __typename: 'NonStateActor', ...actor } : null;
}

/** The events behind ids, in their order. */
export async function loadEvents(ids: readonly string[], { loaders }: EventsContext) {
  const events = await Promise.all(ids.map((id) => loaders.eventById.load(id)));
  return events.filter((event) => event !== undefined);
}

/** A text in the language asked, in the language without its region, or as it is. */
export function inLanguage<Text extends string | null>(
  text: Text,
  translations: Readonly<Record<string, string>>,
  lang: string | null | undefined,
): Text | string {
  if (lang == null) return text;
  const tag = Intl.getCanonicalLocales(lang)[0] ?? lang;
  const [language = tag] = tag.split('-');
  return translations[tag] ?? translations[language] ?? text;
}
