import { foldAll } from '@corridor/text-search';
import { isIso3, relationId } from '@corridor/country-codes';
import { hash } from 'node:crypto';
import type { FactColumns } from '@corridor/facts';
import { boundsOf, isDay, type DayBounds } from '@corridor/schema';
import { remember } from './remember.js';
import type { CasualtiesColumn, Event, EventLinkColumn, ParticipantColumn } from './entities/event.js';
import type { EventCoding } from './entities/event-coding.js';
import type { EventKey } from './entities/event-key.js';

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
  /** When they are recorded. */
  readonly now: string;
  /** The Goldstein value of a CAMEO code. */
  readonly goldsteinOf: (cameo: string) => number | undefined;
  /** The countries that a non-state actor is based in. */
  readonly basesOf: (actor: string) => readonly string[];
}

/** The rows of an event, ready to be written. */
export interface EventRows {
  readonly key: EventKey;
  /** With its coding if it is plain. */
  readonly event: Omit<Event, 'textId'>;
  /** What it is searched by, folded. */
  readonly text: string;
  readonly codings: readonly EventCoding[];
  /** The countries with a part in it, and the relations between them. */
  readonly scopes: readonly string[];
}

/** Part of every digest: raise it when the rows made of an equal record change. */
const rowFormat = 3;
const beforeAllDays = '-infinity';

/** The bounds of an EDTF date; the two commonest forms by hand, since parsing thousands of them takes seconds. */
const boundsOfWhen = remember((when): DayBounds => {
  const [from, to = from, ...rest] = when.split('/');
  if (from && to && rest.length === 0 && isDay(from) && isDay(to)) return { from, to };
  return boundsOf(when);
});

const foldTitle = remember((title) => foldAll([title]));

/** The state that an actor of an event stands for: itself, or the one it is an official of. */
function stateOf(record: EventRecord, actor: string | null | undefined): string | null {
  if (!actor) return null;
  if (isIso3(actor)) return actor;
  return record.participants.find((participant) => participant.actor === actor)?.country ?? null;
}

const dayMs = 86_400_000;

/** See {@link EventCoding.report}. */
function reportOf({ id, when, standing }: EventRecord, { from, to }: DayBounds): string | null {
  const isVague = from === undefined || to === undefined || Date.parse(to) - Date.parse(from) >= 366 * dayMs;
  if (standing === 'RETRACTED' || isVague) return null;
  return /^\d{4}-\d{2}-\d{2}/.test(when) ? '' : id;
}

function codingRows(record: EventRecord, bounds: DayBounds): EventCoding[] {
  const { from: sortOn = beforeAllDays } = bounds;
  const report = reportOf(record, bounds);
  return record.codings.map(({ source, target = null, cameo, contexts = [], codedBy }, position) => {
    const [sourceState, targetState] = [stateOf(record, source), stateOf(record, target)];
    const isBetweenStates = sourceState && targetState && sourceState !== targetState;
    return {
      eventId: record.id,
      position,
      sortOn,
      source,
      target,
      sourceState,
      targetState,
      relation: isBetweenStates ? relationId(sourceState, targetState) : null,
      cameo,
      contexts,
      codedBy,
      article: record.article ?? null,
      report,
    };
  });
}

/** Whether it is a machine's report of one act on one day, and no more. */
const isPlain = (record: EventRecord, { from, to }: DayBounds): boolean =>
  record.article !== undefined &&
  record.codings.length === 1 &&
  !record.codings[0]!.contexts?.length &&
  record.standing === 'REPORTED' &&
  from !== undefined &&
  from === to &&
  !record.casualties?.length &&
  !record.relatedProjects?.length &&
  !record.relatedEvents?.length &&
  Object.keys(record.titles ?? {}).length === 0;

/** Everybody named in the event. */
const actorsOf = (record: EventRecord): string[] => [
  ...new Set(
    [
      ...record.participants.map(({ actor }) => actor),
      ...record.codings.flatMap(({ source, target = null }) => [source, target]),
    ].filter((actor) => actor !== null),
  ),
];

/** Every country with a part in the event: as itself, through an official, as the place, or as an actor's base. */
function countriesOf(
  record: EventRecord,
  actors: readonly string[],
  codings: readonly EventCoding[],
  world: EventWorld,
): string[] {
  const countries = [
    ...actors.filter(isIso3),
    ...actors.flatMap((actor) => world.basesOf(actor)),
    ...record.participants.flatMap(({ country }) => country ?? []),
    ...codings.flatMap(({ sourceState, targetState }) => [sourceState ?? [], targetState ?? []].flat()),
    ...(record.location?.country ? [record.location.country] : []),
  ];
  return [...new Set(countries)].sort();
}

const scopesOf = (countries: readonly string[]): string[] => [
  ...countries,
  ...countries.flatMap((one, index) => countries.slice(index + 1).map((other) => relationId(one, other))),
];

function goldsteinOrder({ codings }: EventRecord, world: EventWorld): number {
  const values = codings.map(({ cameo }) => world.goldsteinOf(cameo) ?? 0);
  const mean = values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
  return Math.round(mean * 1000);
}

function killedIn({ casualties = [] }: EventRecord): number | null {
  const counts = casualties.flatMap(({ killed }) => killed ?? []);
  return counts.length ? counts.reduce((sum, count) => sum + count, 0) : null;
}

const digestOf = (value: unknown) =>
  hash('sha256', JSON.stringify([rowFormat, value]), 'base64url').slice(0, 22);

/**
 * The rows of an event.
 * @throws RangeError when its date is not EDTF
 */
export function toEventRows(record: EventRecord, dataSet: string, world: EventWorld): EventRows {
  const { id, kind, title, titles = {}, summary = null, when, standing, location } = record;
  const bounds = boundsOfWhen(when);
  const { from: startsOn = null, to: endsOn = null } = bounds;
  const plain = isPlain(record, bounds);
  const sortOn = startsOn ?? beforeAllDays;
  const actors = actorsOf(record);
  const codings = codingRows(record, bounds);
  const coding = plain ? codings[0] : undefined;
  const countries = countriesOf(record, actors, codings, world);
  // Written out: put together by spreading, it takes several times as long, and imports have millions.
  const event = {
    id,
    plain,
    sortOn,
    kind,
    title,
    titles,
    summary,
    standing,
    when,
    startsOn,
    endsOn,
    locationName: location?.name ?? null,
    locationCountry: location?.country ?? null,
    locationPrecision: location?.precision ?? null,
    latitude: location?.lat ?? null,
    longitude: location?.lon ?? null,
    casualties: record.casualties ?? [],
    killed: killedIn(record),
    relatedProjects: record.relatedProjects ?? [],
    relatedEvents: record.relatedEvents ?? [],
    participants: record.participants.map(toParticipant),
    actors,
    countries,
    goldsteinOrder: goldsteinOrder(record, world),
    version: 1,
    citations: record.citations,
    recordedAt: world.now,
    source: coding?.source ?? null,
    target: coding?.target ?? null,
    sourceState: coding?.sourceState ?? null,
    targetState: coding?.targetState ?? null,
    relation: coding?.relation ?? null,
    cameo: coding?.cameo ?? null,
    codedBy: coding?.codedBy ?? null,
    article: coding?.article ?? null,
  };
  const text =
    plain && summary === null ? foldTitle(title) : foldAll([title, ...Object.values(titles), summary]);
  const digest = digestOf([record, countries, event.goldsteinOrder]);
  return { key: { id, plain, sortOn, digest, dataSet }, event, text, codings, scopes: scopesOf(countries) };
}

const toParticipant = ({ actor, ...part }: EventRecord['participants'][number]): ParticipantColumn =>
  actor === null ? part : { actor, ...part };
