/** Where a database is: a connection string, or host (a socket folder too), port, user and database. */
export type ConnectionTarget =
  | { readonly connectionString: string }
  | { readonly host: string; readonly port: number; readonly user: string; readonly database: string };

/**
 * The targets of a list of addresses with commas between them.
 * @throws TypeError when one is not a postgres address
 */
export const connectionsOf = (list: string): ConnectionTarget[] =>
  list
    .split(',')
    .map((address) => address.trim())
    .filter(Boolean)
    .map((address) => connectionOf(address));

/**
 * The target of a database of its own on the cluster that `connectionString` points at.
 * @throws TypeError when the text is not a postgres address; the text itself is not repeated: it may hold a password
 */
export function connectionOf(connectionString: string, database?: string): ConnectionTarget {
  if (!URL.canParse(connectionString) || !/^postgres(ql)?:/.test(connectionString))
    throw new TypeError('expected an address such as postgres://user:password@host:5432/database');
  if (database === undefined) return { connectionString };
  const url = new URL(connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.toString() };
}
