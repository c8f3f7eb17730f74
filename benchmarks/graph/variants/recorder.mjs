/**
 * Answers each operation by the product in this process and tells which statements that took: service, text, values
 * as sent, and after which others each began. `settings`: `targets`.
 */
import { createRequire } from 'node:module';
import { createLogger } from '@corridor/config';
import { openGraph } from '@corridor/launcher';
import { operations } from '../operations.mjs';
import { poolSize } from '../services.mjs';
import { settings, tell } from './process.mjs';

const { Client } = createRequire(new URL('../../../packages/database/package.json', import.meta.url))('pg');
const serviceOf = Object.fromEntries(
  Object.entries(settings.targets).map(([name, target]) => [
    target.database ?? new URL(target.connectionString).pathname.slice(1),
    name,
  ]),
);
// The service's own probe of its database is of no request.
const isProbe = ({ text }) => text.includes('data_set_version');
let statements = [];

const ask = Client.prototype.query;
/** Every statement of a request is one of our own objects, with its text, its values as sent and a callback. */
Client.prototype.query = function (statement, ...rest) {
  if (!statement.submit || !statement.values || isProbe(statement)) return ask.call(this, statement, ...rest);
  const { text, values, callback, name } = statement;
  const after = statements.flatMap(({ isDone }, index) => (isDone ? [index] : []));
  const entry = {
    service: serviceOf[this.database],
    text,
    values,
    after,
    isPrepared: name !== undefined,
    isDone: false,
  };
  statements.push(entry);
  statement.callback = (...answer) => {
    entry.isDone = true;
    callback(...answer);
  };
  return ask.call(this, statement, ...rest);
};

/** Only what was not waited for through another: far fewer, and the same order. */
function direct(after, all) {
  const covered = new Set(after.flatMap((index) => all[index].after));
  return after.filter((index) => !covered.has(index));
}

const logger = createLogger('recorder', 'warn');
const graph = await openGraph({
  targets: settings.targets,
  poolSize,
  env: { NODE_ENV: 'production', ANSWER_CACHE_BYTES: '1', SUBGRAPH_POLL_MS: '600000' },
  logLevel: logger.level,
});
await graph.loaded;
const recorded = {};
for (const { name, body } of operations) {
  for (let time = 0; time < 20; time++) {
    statements = [];
    const { errors } = await graph.gateway.execute(JSON.parse(body));
    if (errors) throw new Error(`${name}: ${errors[0].message}`);
  }
  const all = statements;
  recorded[name] = all.map(({ service, text, values, isPrepared, after }) => ({
    service,
    text,
    values,
    isPrepared,
    after: direct(after, all),
  }));
}
tell({ recorded });
