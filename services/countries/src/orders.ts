import type { SortOrder } from '@corridor/database';

/** The orders of this service's connections; each has its index, a primary key. */
export const countryOrder: SortOrder = {
  name: 'ISO3:ASC',
  columns: [{ expression: 'c.iso3', type: 'text' }],
  direction: 'ASC',
};

export const personOrder: SortOrder = {
  name: 'ID:ASC',
  columns: [{ expression: 'p.id', type: 'text' }],
  direction: 'ASC',
};

export const relationOrder: SortOrder = {
  name: 'ID:ASC',
  columns: [{ expression: 'r.id', type: 'text' }],
  direction: 'ASC',
};
