import { types } from 'pg';

const oid = { int8: 20, date: 1082, timestamp: 1114, timestamptz: 1184, dateArray: 1182 } as const;

/** `2026-01-05 09:30:00.5+00` as ISO 8601; sessions are in UTC. */
const toInstant = (text: string) => new Date(`${text.replace(' ', 'T').replace(/\+00$/, '')}Z`).toISOString();

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [oid.int8]: Number,
  [oid.date]: (text) => text,
  [oid.timestamp]: (text) => text,
  [oid.timestamptz]: toInstant,
};

/**
 * Days and instants stay text, so no time zone moves them; `numeric` stays text (pg's default), so no digit is lost;
 * `bigint` becomes a number, since only counts are of that type here.
 */
export const typeParsers = {
  getTypeParser: (typeId: number, format?: 'text' | 'binary'): ((text: string) => unknown) =>
    (format !== 'binary' && parsers[typeId]) ||
    (types.getTypeParser(typeId, format) as (text: string) => unknown),
};
