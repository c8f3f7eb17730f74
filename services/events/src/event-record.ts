import { foldAll } from '@corridor/text-search';
import { isIso3, relationId } from '@corridor/country-codes';
import { createHash } from 'node:crypto';
import type { FactColumns } from '@corridor/facts';
import { boundsOf, isDay, type DayBounds } from '@corridor/schema';
import type { CasualtiesColumn, Event, EventLinkColumn } from './entities/event.js';
import type { EventCoding, EventCountry, EventParticipant } from './entities/event-parts.js';

/** An event as a fact file or an importer gives it. Actors are alpha-3 codes or ids; null is nobody we know. */
export interface EventRecord {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly titles?: Readonly<Record<string, string>>;
  readonly summary?: string;
  readonly when: string;
  readonly standing: string;
  readonly participants: readonly {
    readonly actor: string | null;
    readonly role: string;
    readonly capacity?: string;
    readonly country?: string;
  }[];
  readonly codings: readonly {
    readonly source: string | null;
    readonly target?: string | null;
    readonly cameo: string;
    readonly contexts?: readonly string[];
    readonly codedBy: string;
  }[];
  readonly location?: {
    readonly name: string;
    readonly country?: string;
    readonly lat?: number;
    readonly lon?: number;
    readonly precision: string;
  };
  readonly casualties?: readonly CasualtiesColumn[];
  readonly relatedProjects?: readonly string[];
  readonly relatedEvents?: readonly EventLinkColumn[];
  /** The article that a machine coded, by its source's id: acts that it repeats, even of other days, are one. */
  readonly article?: string;
  readonly citations: FactColumns['citations'];
}

/** What an event's rows need to know beyond its record. */
export interface EventWorld {
  /** The Goldstein value of a CAMEO code. */
  readonly goldsteinOf: (cameo: string) => number | undefined;
  /** The countries that a non-state actor is based in. */
  readonly basesOf: (actor: string) => readonly string[];
}

/** The rows of an event, ready to be written. */
export interface EventRows {
  readonly event: Omit<Event, 'recordedAt'>;
  readonly participants: readonly EventParticipant[];
  readonly codings: readonly EventCoding[];
  readonly countries: readonly EventCountry[];
}

/** Part of every digest: raise it when the rows made of an equal record change. */
const rowFormat = 1;
const beforeAllDays = '-infinity';

/** The bounds of an EDTF date; the two commonest forms by hand, since parsing thousands of them takes seconds. */
function boundsOfWhen(when: string): DayBounds {
  const [from, to = from, ...rest] = when.split('/');
  if (from && to && rest.length === 0 && isDay(from) && isDay(to)) return { from, to };
  return boundsOf(when);
}

/** The state that an actor of an event stands for: itself, or the one it is an official of. */
function stateOf(record: EventRecord, actor: string | null | undefined): string | null {
  if (!actor) return null;
  if (isIso3(actor)) return actor;
  return record.participants.find((participant) => participant.actor === actor)?.country ?? null;
}

function codingRows(record: EventRecord, startsOn: string | null): EventCoding[] {
  return record.codings.map(({ source, target = null, cameo, contexts = [], codedBy }, position) => {
    const [sourceState, targetState] = [stateOf(record, source), stateOf(record, target)];
    const isBetweenStates = sourceState && targetState && sourceState !== targetState;
    return {
      eventId: record.id,
      position,
      source,
      target,
      sourceState,
      targetState,
      relation: isBetweenStates ? relationId(sourceState, targetState) : null,
      cameo,
      contexts,
      codedBy,
      startsOn,
      article: record.article ?? null,
    };
  });
}

/** Every country with a part in the event: as itself, through an official, as the place, or as an actor's base. */
function countriesOf(record: EventRecord, codings: readonly EventCoding[], world: EventWorld): string[] {
  const actors = [
    ...record.participants.map(({ actor }) => actor),
    ...codings.flatMap(({ source, target }) => [source, target]),
  ].filter((actor) => actor !== null);
  const countries = [
    ...actors.filter(isIso3),
    ...actors.flatMap((actor) => world.basesOf(actor)),
    ...record.participants.flatMap(({ country }) => country ?? []),
    ...codings.flatMap(({ sourceState, targetState }) => [sourceState ?? [], targetState ?? []].flat()),
    ...(record.location?.country ? [record.location.country] : []),
  ];
  return [...new Set(countries)].sort();
}

function goldsteinOrder({ codings }: EventRecord, world: EventWorld): string {
  const values = codings.map(({ cameo }) => world.goldsteinOf(cameo) ?? 0);
  const mean = values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
  return mean.toFixed(3);
}

function killedIn({ casualties = [] }: EventRecord): number | null {
  const counts = casualties.flatMap(({ killed }) => killed ?? []);
  return counts.length ? counts.reduce((sum, count) => sum + count, 0) : null;
}

const digestOf = (value: unknown) =>
  createHash('sha256')
    .update(JSON.stringify([rowFormat, value]))
    .digest('base64url')
    .slice(0, 22);

/**
 * The rows of an event.
 * @throws RangeError when its date is not EDTF
 */
export function toEventRows(record: EventRecord, dataSet: string, world: EventWorld): EventRows {
  const { id, kind, title, titles = {}, summary = null, when, standing, location } = record;
  const { from: startsOn = null, to: endsOn = null } = boundsOfWhen(when);
  const sortOn = startsOn ?? beforeAllDays;
  const codings = codingRows(record, startsOn);
  const countries = countriesOf(record, codings, world);
  const event = {
    ...{ id, kind, title, titles, summary, when, standing, startsOn, endsOn, sortOn, dataSet },
    locationName: location?.name ?? null,
    locationCountry: location?.country ?? null,
    locationPrecision: location?.precision ?? null,
    latitude: location?.lat ?? null,
    longitude: location?.lon ?? null,
    casualties: record.casualties ?? [],
    killed: killedIn(record),
    relatedProjects: record.relatedProjects ?? [],
    relatedEvents: record.relatedEvents ?? [],
    goldsteinOrder: goldsteinOrder(record, world),
    searchText: foldAll([title, ...Object.values(titles), summary]),
    version: 1,
    citations: record.citations,
  };
  return {
    event: { ...event, digest: digestOf([event, record, countries]) },
    participants: record.participants.map(({ actor, role, capacity = null, country = null }, position) => ({
      ...{ eventId: id, position, actor, role, capacity, country },
    })),
    codings,
    countries: countries.map((iso3) => ({ iso3, eventId: id, sortOn })),
  };
}
