import type { SortOrder } from '@corridor/database';
import type { CursorOrder } from '@corridor/paging';
import type { BilateralRelation, Country, Person } from './rows.js';

/** The orders of this service's connections; each has its index, a primary key. */
export const countryOrder: SortOrder & CursorOrder<Country> = {
  name: 'ISO3:ASC',
  columns: [{ expression: 'c.iso3', type: 'text' }],
  direction: 'ASC',
  keyOf: ({ iso3 }) => [iso3],
};

export const personOrder: SortOrder & CursorOrder<Person> = {
  name: 'ID:ASC',
  columns: [{ expression: 'p.id', type: 'text' }],
  direction: 'ASC',
  keyOf: ({ id }) => [id],
};

/** How well a row fits a search. */
export interface Ranked {
  readonly relevance: string;
}

/** An order in which what fits a search best comes first, and of equal ones as without a search. */
export const byRelevance = <Row>(
  order: SortOrder & CursorOrder<Row>,
): SortOrder & CursorOrder<Row & Ranked> => ({
  name: 'RELEVANCE',
  columns: [{ expression: '(-found.relevance)', type: 'numeric' }, ...order.columns],
  direction: order.direction,
  keyOf: (row) => [String(-Number(row.relevance)), ...order.keyOf(row)],
});

export const relationOrder: SortOrder & CursorOrder<BilateralRelation> = {
  name: 'ID:ASC',
  columns: [{ expression: 'r.id', type: 'text' }],
  direction: 'ASC',
  keyOf: ({ id }) => [id],
};
