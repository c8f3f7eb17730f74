import type { Database } from './open-database.js';

type Store = (database: Database, ...args: never[]) => unknown;

/** Store functions without their first argument. */
export type BoundStores<Stores extends Readonly<Record<string, Store>>> = {
  readonly [Name in keyof Stores]: Stores[Name] extends (
    database: Database,
    ...args: infer Args
  ) => infer Result
    ? (...args: Args) => Result
    : never;
};

/** Store functions over one request's database, for resolvers, which know of no database. */
export const bindStores = <Stores extends Readonly<Record<string, Store>>>(
  database: Database,
  stores: Stores,
): BoundStores<Stores> =>
  Object.fromEntries(
    Object.entries(stores).map(([name, store]) => [name, (...args: never[]) => store(database, ...args)]),
  ) as BoundStores<Stores>;
