/**
 * What a good programmer could do at most without GraphQL: one process on node:http that issues for each operation the
 * statements that the product was seen to issue, prepared where the product prepares them, each as soon as those it waited for are
 * answered, and writes its answer from the rows: of each row the columns that the operation names and its keys, gathered
 * by parent. JSON that Postgres sends is passed on as it is, nothing becomes an object.
 *
 * It does not parse, validate or plan, knows five questions alone, takes no identity or limit into account, and leaves out
 * what resolvers compute: temperatures, trends, cursors, languages, converted money.
 * `settings`: `targets`, `recorded` by the recorder, `operations` with their `fields`.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { poolSize } from '../services.mjs';
import { settings, tell } from './process.mjs';

const { Pool } = createRequire(new URL('../../../packages/database/package.json', import.meta.url))('pg');
const asText = { getTypeParser: () => (text) => text };
const pools = Object.fromEntries(
  Object.entries(settings.targets).map(([name, target]) => [
    name,
    new Pool({ ...target, max: poolSize, types: asText, options: '-c timezone=UTC' }),
  ]),
);

const plain = new Set([20, 21, 23, 700, 701, 114, 3802]); // numbers and JSON are JSON already
const boolean = 16;
const isArray = (typeId) => typeId === 1009;
const { types } = createRequire(new URL('../../../packages/database/package.json', import.meta.url))('pg');
const readTexts = types.getTypeParser(1009);

function valueOf(text, typeId) {
  if (text === null) return 'null';
  if (plain.has(typeId)) return text;
  if (typeId === boolean) return text === 't' ? 'true' : 'false';
  return JSON.stringify(isArray(typeId) ? readTexts(text) : text);
}

const toCamelCase = (name) => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
const parents = ['parent_id', 'relation_id', 'relation', 'event_id', 'project_id', 'statement_id'];

/** How the rows of a statement are written, found out at its first answer. */
function createWriter(columns, wanted) {
  const kept = columns.flatMap(({ name, dataTypeID }, index) => {
    const property = toCamelCase(name);
    return wanted.has(property) ? [{ index, dataTypeID, start: `${JSON.stringify(property)}:` }] : [];
  });
  const parent = columns.findIndex(({ name }) => parents.includes(name));
  const writeRow = (row) => {
    let json = '';
    for (const { index, dataTypeID, start } of kept)
      json += `${json && ','}${start}${valueOf(row[index], dataTypeID)}`;
    return `{${json}}`;
  };
  if (parent < 0) return (rows) => `[${rows.map(writeRow).join(',')}]`;
  return (rows) => {
    const byParent = new Map();
    for (const row of rows) {
      const list = byParent.get(row[parent]);
      if (list === undefined) byParent.set(row[parent], writeRow(row));
      else byParent.set(row[parent], `${list},${writeRow(row)}`);
    }
    let json = '';
    for (const [id, list] of byParent) json += `${json && ','}${JSON.stringify(id)}:[${list}]`;
    return `{${json}}`;
  };
}

function createAnswer({ name, fields }) {
  const wanted = new Set([...fields, 'id', 'iso3']);
  const steps = settings.recorded[name].map((step) => ({
    ...step,
    name: step.isPrepared ? createHash('sha1').update(step.text).digest('hex') : undefined,
  }));
  const run = async (step) => {
    const { service, name: statement, text, values } = step;
    const { fields: columns, rows } = await pools[service].query({
      name: statement,
      text,
      values,
      rowMode: 'array',
    });
    step.write ??= createWriter(columns, wanted);
    return step.write(rows);
  };
  return async () => {
    const parts = [];
    for (const step of steps)
      parts.push(
        step.after.length === 0
          ? run(step)
          : Promise.all(step.after.map((index) => parts[index])).then(() => run(step)),
      );
    const written = await Promise.all(parts);
    return `{"data":{${written.map((part, index) => `"part${index}":${part}`).join(',')}}}`;
  };
}

const answers = new Map(
  settings.operations.map((operation) => [`/${operation.name}`, createAnswer(operation)]),
);
const server = createServer((request, response) => {
  request.resume();
  request.on('end', async () => {
    const json = await answers.get(request.url)();
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(json),
    });
    response.end(json);
  });
});
server.listen(0, '127.0.0.1', () => tell({ url: `http://127.0.0.1:${server.address().port}` }));
