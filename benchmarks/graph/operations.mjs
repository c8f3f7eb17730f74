/** The dashboards' operations, each with the variables of its first page, as a client sends them. */
import { readFileSync } from 'node:fs';
import { fromProject } from '../gateway/project-modules.mjs';

const { parse, print } = fromProject('graphql');
const read = (name) => readFileSync(new URL(`../../tests/queries/${name}`, import.meta.url), 'utf8');

const variables = JSON.parse(read('dashboards.variables.json'));

/** `fields` are all names that the operation selects. */
export const operations = parse(read('dashboards.graphql')).definitions.map((definition) => {
  const name = definition.name.value;
  return {
    name,
    body: JSON.stringify({ query: print(definition), variables: variables[name] }),
    fields: [...new Set(print(definition).match(/\w+/g))],
  };
});
