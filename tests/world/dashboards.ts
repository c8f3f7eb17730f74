import { readFileSync } from 'node:fs';
import { Kind, parse, print } from 'graphql';

const folder = new URL('../queries/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const variables = JSON.parse(read('dashboards.variables.json')) as Record<string, Record<string, unknown>>;

/** The five operations our dashboards send, each with the variables of its first page. */
export const dashboards = parse(read('dashboards.graphql')).definitions.flatMap((definition) => {
  if (definition.kind !== Kind.OPERATION_DEFINITION || !definition.name) return [];
  const name = definition.name.value;
  return [{ name, query: print(definition), variables: variables[name] ?? {} }];
});
