import DataLoader from 'dataloader';

/** Loads by key; keys asked in one turn are read in one batch. */
export interface Loader<Key, Value> {
  load(key: Key): Promise<Value>;
}

const maxBatchSize = 1_000;

/**
 * A loader of values by key. `read` gets distinct keys and returns a map; a key without entry loads as undefined, and
 * so does one with a NUL: the database cannot hold it, so nothing has it.
 * Lives as long as one request: it remembers what it loaded.
 */
export function createLoader<Key extends string, Value>(
  read: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): Loader<Key, Value | undefined> {
  const readBatch = async (keys: readonly Key[]) => {
    const values = await read(keys.filter((key) => !key.includes('\0')));
    return keys.map((key) => values.get(key));
  };
  let loader: DataLoader<Key, Value | undefined> | undefined; // of a service's dozens, a request needs a few
  return {
    load: (key) => (loader ??= new DataLoader<Key, Value | undefined>(readBatch, { maxBatchSize })).load(key),
  };
}

/**
 * A loader of lists or aggregates per parent whose arguments belong to the key: parents asked with the same
 * arguments share one batch, which is what keeps a fan-out at a fixed number of statements.
 */
export function createLoaderByArguments<Args, Value>(
  read: (args: Args, parents: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (args: Args) => Loader<string, Value | undefined> {
  const loaders = new Map<string, Loader<string, Value | undefined>>();
  return (args) => {
    const name = JSON.stringify(args);
    let loader = loaders.get(name);
    if (!loader) loaders.set(name, (loader = createLoader((parents) => read(args, parents))));
    return loader;
  };
}

/** Rows by the value of one of their columns, for {@link createLoader}. */
export function mapBy<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** Rows gathered by the value of one of their columns, every key asked present, for {@link createLoader}. */
export function groupBy<Row, Key>(
  rows: readonly Row[],
  keys: readonly Key[],
  keyOf: (row: Row) => Key,
): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>(keys.map((key) => [key, []]));
  for (const row of rows) groups.get(keyOf(row))?.push(row);
  return groups;
}
