import { toCamelCase } from './naming.js';
import { isText, typeParsers } from './type-parsers.js';

/** A column of a result as the server describes it. */
export interface Column {
  readonly name: string;
  readonly dataTypeID: number;
}

/** Makes a row of the texts that the server sent for it. */
export type RowBuilder = (texts: readonly (string | null)[]) => unknown;

const mostBuilders = 1_000;
const builders = new Map<string, RowBuilder>();

/**
 * One object literal for all columns: every row of a statement gets the same hidden class, which adding properties one
 * by one does not give, least of all beyond a dozen. Names come from SQL that we wrote, are quoted as JSON, and cannot
 * be `__proto__`, since {@link toCamelCase} leaves no letter behind an underscore small.
 */
function compile(columns: readonly Column[]): RowBuilder {
  const properties = columns.map(({ name, dataTypeID }, index) => {
    const text = `texts[${index}]`;
    const value = isText(dataTypeID) ? text : `${text} === null ? null : parsers[${index}](${text})`;
    return `${JSON.stringify(toCamelCase(name))}: ${value}`;
  });
  const parsers = columns.map(({ dataTypeID }) => typeParsers.getTypeParser(dataTypeID));
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- see above: nothing a client sends gets in
  const make = new Function('parsers', `return (texts) => ({ ${properties.join(', ')} });`);
  return (make as (parsers: unknown) => RowBuilder)(parsers);
}

/** The builder of rows with these columns; the same columns, whatever their statement, share one. */
export function rowBuilder(columns: readonly Column[]): RowBuilder {
  let signature = '';
  for (const { name, dataTypeID } of columns) signature += `${dataTypeID} ${name}\n`;
  let builder = builders.get(signature);
  if (!builder) {
    if (builders.size >= mostBuilders) builders.clear(); // only statements with names of their own get this far
    builders.set(signature, (builder = compile(columns)));
  }
  return builder;
}
