import { readCountry } from '@corridor/country-codes';
import { badInput, readBox, readDays, readDaysBetween, readText, type Given } from '@corridor/schema';
import { readWords } from '@corridor/text-search';
import type { EventDimension, EventFilter, EventOrder } from '../rows.js';
import { readActor } from './arguments.js';

/** The input type EventFilter as GraphQL gives it. */
export interface EventFilterInput {
  readonly text?: Given<string>;
  readonly kinds?: Given<readonly string[]>;
  readonly countries?: Given<readonly string[]>;
  readonly dyad?: Given<readonly string[]>;
  readonly plover?: Given<readonly string[]>;
  readonly cameoPrefix?: Given<string>;
  readonly when?: Given<string>;
  readonly from?: Given<string>;
  readonly to?: Given<string>;
  readonly project?: Given<string>;
  readonly actor?: Given<string>;
  readonly victimNationality?: Given<string>;
  readonly bbox?: Given<readonly number[]>;
  readonly standing?: Given<readonly string[]>;
  readonly facets?: Given<readonly EventDimension[]>;
}

/** The arguments of every field that is a connection of events. */
export interface EventListArguments {
  readonly filter?: Given<EventFilterInput>;
  readonly orderBy?: Given<EventOrder>;
  readonly first?: Given<number>;
  readonly after?: Given<string>;
}

export const defaultOrder: EventOrder = { field: 'WHEN', direction: 'DESC' };

function readDyad(dyad: Given<readonly string[]>): readonly string[] | undefined {
  if (dyad == null) return undefined;
  const codes = new Set(dyad.map((code) => readCountry('filter.dyad', code)));
  if (dyad.length !== 2 || codes.size !== 2)
    throw badInput('filter.dyad', 'expected two different countries');
  return [...codes];
}

function readCameoPrefix(prefix: Given<string>): string | undefined {
  if (prefix == null) return undefined;
  if (!/^\d{1,4}$/.test(prefix)) throw badInput('filter.cameoPrefix', 'expected one to four digits');
  return prefix;
}

/**
 * A filter, checked.
 * @throws ClientError BAD_USER_INPUT naming the field that cannot be used
 */
export function readEventFilter(input: Given<EventFilterInput>): EventFilter {
  const { when, from, to, victimNationality, actor, countries, kinds, plover, standing } = input ?? {};
  const between = readDaysBetween({ from, to }, 'filter.');
  return {
    words: readWords('filter.text', input?.text),
    kinds: kinds ?? undefined,
    countries: countries?.map((code) => readCountry('filter.countries', code)),
    dyad: readDyad(input?.dyad),
    plover: plover ?? undefined,
    cameoPrefix: readCameoPrefix(input?.cameoPrefix),
    overlaps: [...(when == null ? [] : [readDays('filter.when', when)]), ...(from || to ? [between] : [])],
    project: readText('filter.project', input?.project),
    actor: actor == null ? undefined : readActor('filter.actor', actor),
    victimNationality:
      victimNationality == null ? undefined : readCountry('filter.victimNationality', victimNationality),
    bbox: readBox('filter.bbox', input?.bbox),
    standing: standing ?? undefined,
  };
}
