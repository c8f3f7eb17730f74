import { foldAll } from '@corridor/text-search';
import { isIso3, relationId } from '@corridor/country-codes';
import { citationsOf, compiled, factColumns, type SourceBook } from '@corridor/facts';
import type { Claim, Position, RelationDriver } from '../entities/claim.js';
import type { Issue, NonStateActor } from '../entities/codes.js';
import type { Commitment, Statement } from '../entities/statement.js';
import type { EventRecord } from '../event-record.js';
import type { FactBook } from './book.js';

type Unrecorded<Row> = Omit<Row, 'recordedAt'>;

export const toEventRecords = ({ events }: FactBook, sources: SourceBook): EventRecord[] =>
  events.map((record) => ({
    ...record.fact,
    citations: citationsOf(sources, record.fact.citations, record),
  }));

export const toStatementRows = ({ statements }: FactBook, sources: SourceBook): Statement[] =>
  statements.map((record) => {
    const { id, event, title, titles, issuers, issuedOn, text = null, texts, quotes } = record.fact;
    const citations = citationsOf(sources, record.fact.citations, record);
    const row = { id, eventId: event, title, titles, issuers, issuedOn, text, texts, quotes };
    return { ...row, citations, dataSet: compiled };
  });

export const toCommitmentRows = ({ statements }: FactBook): Commitment[] =>
  statements.flatMap(({ fact }) =>
    (fact.commitments ?? []).map(({ project = null, fulfilledBy = [], ...commitment }, position) => ({
      ...{ ...commitment, project, fulfilledBy, position, statementId: fact.id, dataSet: compiled },
    })),
  );

/** The relations of a claim: those it names, and those between any two states that make it or that it is about. */
function relationsOf(named: readonly string[], actors: readonly string[]): string[] {
  const states = [...new Set(actors.filter(isIso3))];
  const pairs = states.flatMap((one, index) =>
    states.slice(index + 1).map((other) => relationId(one, other)),
  );
  return [...new Set([...named, ...pairs])].sort();
}

export const toClaimRows = ({ claims }: FactBook, sources: SourceBook): Unrecorded<Claim>[] =>
  claims.map((record) => {
    const { claimant = null, about, events = [], quote = null, counters = null, ...claim } = record.fact;
    const actors = claimant === null ? about : [claimant, ...about];
    return {
      ...{ ...claim, claimant, about, events, quote, counters },
      ...factColumns(sources, claim, record),
      relations: relationsOf(claim.relations ?? [], actors),
      searchText: foldAll([claim.text, quote]),
    };
  });

export const toPositionRows = ({ positions }: FactBook, sources: SourceBook): Unrecorded<Position>[] =>
  positions.map((record) => {
    const { of = null, ...position } = record.fact;
    return { ...position, of, ...factColumns(sources, position, record) };
  });

export const toDriverRows = ({ drivers }: FactBook, sources: SourceBook): Unrecorded<RelationDriver>[] =>
  drivers.map((record) => {
    const { projects = [], affects = [], ...driver } = record.fact;
    return { ...driver, projects, affects, ...factColumns(sources, driver, record) };
  });

export const toIssueRows = ({ issues }: FactBook): Issue[] =>
  issues.map(({ fact }) => ({ ...fact, dataSet: compiled }));

export const toNonStateActorRows = ({ nonStateActors }: FactBook): NonStateActor[] =>
  nonStateActors.map(({ fact: { id, name, aliases = [], basedIn = [] } }) => ({
    ...{ id, name, aliases, basedIn, dataSet: compiled },
  }));
