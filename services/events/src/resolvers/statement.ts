import type { EventsContext } from '../context.js';
import type { Loaders } from '../loaders.js';
import { inLanguage, loadActor, loadEvents, toCountry } from './actors.js';
import { readText } from './arguments.js';

type StatementRow = NonNullable<Awaited<ReturnType<Loaders['statementById']['load']>>>;
type CommitmentRow = NonNullable<Awaited<ReturnType<Loaders['commitmentsOfProject']['load']>>>[number];
interface Language {
  readonly lang?: string | null;
}

export const Statement = {
  __resolveReference: ({ id }: { readonly id: string }, { loaders }: EventsContext) =>
    loaders.statementById.load(readText('id', id)),
  title: (row: StatementRow, { lang }: Language) => inLanguage(row.title, row.titles, lang),
  text: (row: StatementRow, { lang }: Language) => inLanguage(row.text, row.texts, lang),
  issuers: ({ issuers }: StatementRow) => issuers.map(toCountry),
  commitments: ({ id }: StatementRow, _: unknown, { loaders }: EventsContext) =>
    loaders.commitmentsOfStatement.load(id),
  event: ({ eventId }: StatementRow, _: unknown, { loaders }: EventsContext) =>
    loaders.eventById.load(eventId),
};

export const Quote = {
  speaker: ({ speaker }: { readonly speaker?: string }, _: unknown, context: EventsContext) =>
    loadActor(speaker, context),
};

export const Commitment = {
  parties: ({ parties }: CommitmentRow) => parties.map(toCountry),
  sectors: ({ sectors }: CommitmentRow) => sectors.map((id) => ({ __typename: 'Sector', id })),
  project: ({ project }: CommitmentRow) => (project === null ? null : { __typename: 'Project', id: project }),
  fulfilledBy: ({ fulfilledBy }: CommitmentRow, _: unknown, context: EventsContext) =>
    loadEvents(fulfilledBy, context),
};
