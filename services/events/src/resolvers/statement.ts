import { toCountry } from '@corridor/country-codes';
import { inLanguage } from '@corridor/schema';
import type { EventsContext } from '../context.js';
import type { Commitment, QuoteColumn, Statement } from '../rows.js';
import { loadActor, loadEvents } from './actors.js';

interface Language {
  readonly lang?: string | null;
}

export const statement = {
  __resolveReference: ({ id }: { readonly id: string }, { loaders }: EventsContext) =>
    loaders.statement.load(id),
  title: (row: Statement, { lang }: Language) => inLanguage(row.titles, lang) ?? row.title,
  text: (row: Statement, { lang }: Language) => inLanguage(row.texts, lang) ?? row.text,
  issuers: ({ issuers }: Statement) => issuers.map((iso3) => toCountry(iso3)),
  commitments: ({ id }: Statement, _: unknown, { loaders }: EventsContext) =>
    loaders.commitmentsOfStatement.load(id),
  event: ({ eventId }: Statement, _: unknown, { loaders }: EventsContext) => loaders.event.load(eventId),
};

export const quote = {
  speaker: ({ speaker }: QuoteColumn, _: unknown, context: EventsContext) => loadActor(speaker, context),
};

export const commitment = {
  parties: ({ parties }: Commitment) => parties.map((iso3) => toCountry(iso3)),
  sectors: ({ sectors }: Commitment) => sectors.map((id) => ({ __typename: 'Sector', id })),
  project: ({ project }: Commitment) => (project === null ? null : { __typename: 'Project', id: project }),
  fulfilledBy: ({ fulfilledBy }: Commitment, _: unknown, context: EventsContext) =>
    loadEvents(fulfilledBy, context),
};
