import { badInput } from '@corridor/schema';
import type { EventDimension, EventFilter, EventOrder } from '../event-filter.js';
import { foldText } from '../fold-text.js';
import {
  readActor,
  readCountry,
  readDays,
  readDaysBetween,
  readText,
  readOptionalText,
  type Optional,
} from './arguments.js';

/** The input type EventFilter as GraphQL gives it. */
export interface EventFilterInput {
  readonly text?: Optional<string>;
  readonly kinds?: Optional<readonly string[]>;
  readonly countries?: Optional<readonly string[]>;
  readonly dyad?: Optional<readonly string[]>;
  readonly plover?: Optional<readonly string[]>;
  readonly cameoPrefix?: Optional<string>;
  readonly when?: Optional<string>;
  readonly from?: Optional<string>;
  readonly to?: Optional<string>;
  readonly project?: Optional<string>;
  readonly actor?: Optional<string>;
  readonly victimNationality?: Optional<string>;
  readonly bbox?: Optional<readonly number[]>;
  readonly standing?: Optional<readonly string[]>;
  readonly facets?: Optional<readonly EventDimension[]>;
}

/** The arguments of every field that is a connection of events. */
export interface EventListArguments {
  readonly filter?: Optional<EventFilterInput>;
  readonly orderBy?: Optional<EventOrder>;
  readonly first?: Optional<number>;
  readonly after?: Optional<string>;
}

export const defaultOrder: EventOrder = { field: 'WHEN', direction: 'DESC' };

/** A text to search for, folded as the columns are. */
export function readSearch(argument: string, text: Optional<string>): string | undefined {
  if (text == null) return undefined;
  const folded = foldText(readText(argument, text).trim());
  if (folded === '') throw badInput(argument, 'expected at least one character');
  return folded;
}

function readDyad(dyad: Optional<readonly string[]>): readonly string[] | undefined {
  if (dyad == null) return undefined;
  const codes = new Set(dyad.map((code) => readCountry('filter.dyad', code)));
  if (dyad.length !== 2 || codes.size !== 2)
    throw badInput('filter.dyad', 'expected two different countries');
  return [...codes];
}

function readCameoPrefix(prefix: Optional<string>): string | undefined {
  if (prefix == null) return undefined;
  if (!/^\d{1,4}$/.test(prefix)) throw badInput('filter.cameoPrefix', 'expected one to four digits');
  return prefix;
}

function readBbox(bbox: Optional<readonly number[]>): EventFilter['bbox'] {
  if (bbox == null) return undefined;
  const [west, south, east, north] = bbox;
  const isLongitude = (degrees: number) => degrees >= -180 && degrees <= 180;
  const isLatitude = (degrees: number) => degrees >= -90 && degrees <= 90;
  if (
    bbox.length !== 4 ||
    west === undefined ||
    south === undefined ||
    east === undefined ||
    north === undefined
  )
    throw badInput('filter.bbox', 'expected four numbers: west, south, east, north');
  if (!isLongitude(west) || !isLongitude(east))
    throw badInput('filter.bbox', 'west and east are longitudes, −180 to 180');
  if (!isLatitude(south) || !isLatitude(north) || south > north)
    throw badInput('filter.bbox', 'south and north are latitudes, −90 to 90, south not above north');
  return { west, south, east, north };
}

/**
 * A filter, checked.
 * @throws ClientError BAD_USER_INPUT naming the field that cannot be used
 */
export function readEventFilter(input: Optional<EventFilterInput>): EventFilter {
  const { when, from, to, victimNationality, actor, countries, kinds, plover, standing } = input ?? {};
  const between = readDaysBetween({ from, to }, 'filter.');
  return {
    text: readSearch('filter.text', input?.text),
    kinds: kinds ?? undefined,
    countries: countries?.map((code) => readCountry('filter.countries', code)),
    dyad: readDyad(input?.dyad),
    plover: plover ?? undefined,
    cameoPrefix: readCameoPrefix(input?.cameoPrefix),
    overlaps: [...(when == null ? [] : [readDays('filter.when', when)]), ...(from || to ? [between] : [])],
    project: readOptionalText('filter.project', input?.project),
    actor: actor == null ? undefined : readActor('filter.actor', actor),
    victimNationality:
      victimNationality == null ? undefined : readCountry('filter.victimNationality', victimNationality),
    bbox: readBbox(input?.bbox),
    standing: standing ?? undefined,
  };
}
