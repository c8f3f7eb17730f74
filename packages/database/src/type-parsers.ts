import { types } from 'pg';

const oid = {
  int8: 20,
  text: 25,
  bpchar: 1042,
  varchar: 1043,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  numeric: 1700,
  textArray: 1009,
  dateArray: 1182,
} as const;

const utcInstant = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,3})\d*)?\+00$/;

/** `2026-01-05 09:30:00.5+00` as ISO 8601 in milliseconds, by text alone; sessions are in UTC. */
function toInstant(text: string): string {
  const [, day, time, fraction = ''] = utcInstant.exec(text) ?? [];
  return day === undefined ? text : `${day}T${time}.${fraction.padEnd(3, '0')}Z`;
}

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [oid.int8]: Number,
  [oid.timestamptz]: toInstant,
  [oid.dateArray]: types.getTypeParser(oid.textArray as number) as (text: string) => unknown,
};

const texts: ReadonlySet<number> = new Set([
  oid.text,
  oid.bpchar,
  oid.varchar,
  oid.date,
  oid.timestamp,
  oid.numeric,
]);

/**
 * Whether values of a type stay the text that the server sends: days and instants, so that no time zone moves them, and
 * `numeric`, so that no digit is lost.
 */
export const isText = (typeId: number): boolean => texts.has(typeId);

/** For the other types; `bigint` becomes a number, since only counts are of that type here. */
export const typeParsers = {
  getTypeParser: (typeId: number, format?: 'text' | 'binary'): ((text: string) => unknown) => {
    if (format === 'binary') return types.getTypeParser(typeId, format) as (text: string) => unknown;
    if (isText(typeId)) return (text) => text;
    return parsers[typeId] ?? (types.getTypeParser(typeId, format) as (text: string) => unknown);
  },
};
