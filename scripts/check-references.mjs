/**
 * Resolves every id that one service's fact files hold of another's (`person:…`, `project:…`, `DAC:…`, `country:PAK`)
 * and fails at file and line on one that nothing defines. Reads fact files only; no database.
 */
import { build } from './build.mjs';

const services = ['countries', 'projects', 'events'];

await build();
const lists = await Promise.all(
  services.map(async (name) => (await import(`../services/${name}/dist/index.js`)).listReferences()),
).catch((error) => {
  if (error.name !== 'FactError') throw error;
  process.stderr.write(`${error.message}\n`); // it says file, line and what was expected
  process.exit(1);
});
const defined = new Set(lists.flatMap(({ defines }) => defines));
const references = lists.flatMap(({ refers }) => refers);
const dangling = references.filter(({ id }) => !defined.has(id));
for (const { id, error } of dangling)
  process.stderr.write(`${error(`${id} is not defined by any service`).message}\n`);
process.stdout.write(
  `${references.length} references to ${defined.size} ids: ${dangling.length === 0 ? 'all resolve' : `${dangling.length} dangle`}\n`,
);
process.exitCode = dangling.length === 0 ? 0 : 1;
