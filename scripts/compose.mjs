/**
 * Composes the services' schemas into gateway/supergraph.graphql, the graph's public contract:
 * `node scripts/compose.mjs` writes it, `--check` fails when what is committed is not what would be written.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeServices } from '@apollo/composition';
import { Source, concatAST, parse } from 'graphql';

const root = fileURLToPath(new URL('..', import.meta.url));
export const supergraphFile = 'gateway/supergraph.graphql';

/** Where each service listens unless told otherwise. */
const addresses = {
  countries: 'http://127.0.0.1:4001/graphql',
  projects: 'http://127.0.0.1:4002/graphql',
  events: 'http://127.0.0.1:4003/graphql',
};

const sharedFile = 'packages/schema/base.graphql';
const schemaFile = (name) => `services/${name}/schema.graphql`;

/** @throws Error naming the file, with the place of a mistake in it */
async function readSchema(folder, file) {
  let text;
  try {
    text = await readFile(path.join(folder, file), 'utf8');
  } catch (error) {
    throw new Error(`${file} cannot be read: ${error.code ?? error.message}`);
  }
  try {
    return parse(new Source(text, file));
  } catch (error) {
    throw new Error(String(error)); // names the file and shows the line
  }
}

/** Which services a composition error is about. */
function servicesOf(error) {
  const named = [error.extensions?.subgraph, ...(error.nodes ?? []).map((node) => node.subgraph)];
  return [...new Set(named.filter(Boolean))];
}

function explain(error) {
  const services = servicesOf(error).filter((name) => !error.message.includes(name));
  const code = error.extensions?.code;
  return `${services.length > 0 ? `${services.join(', ')}: ` : ''}${error.message}${code ? ` (${code})` : ''}`;
}

/**
 * Composes what lies in a folder laid out as this repository is.
 * @throws Error with one line per problem, each naming its service
 */
export async function compose(folder = root) {
  const shared = await readSchema(folder, sharedFile);
  const services = await Promise.all(
    Object.entries(addresses).map(async ([name, url]) => ({
      name,
      url,
      typeDefs: concatAST([await readSchema(folder, schemaFile(name)), shared]),
    })),
  );
  const { supergraphSdl, errors } = composeServices(services);
  if (errors?.length)
    throw new Error(`The schemas do not compose:\n${errors.map((e) => `  ${explain(e)}`).join('\n')}`);
  return `# Written by \`npm run compose\` from services/*/${path.basename(schemaFile(''))} and ${sharedFile}. Do not edit.\n${supergraphSdl.trimEnd()}\n`;
}

/** The first line in which two texts differ, for a reader who must find it. */
function firstDifference(committed, composed) {
  const [old, now] = [committed.split('\n'), composed.split('\n')];
  const line = now.findIndex((text, index) => text !== old[index]);
  const at = line < 0 ? now.length : line;
  return `line ${at + 1}:\n  committed: ${old[at] ?? '(nothing)'}\n  composed:  ${now[at] ?? '(nothing)'}`;
}

async function main(check) {
  const composed = await compose();
  const file = path.join(root, supergraphFile);
  const committed = await readFile(file, 'utf8').catch(() => undefined);
  if (committed === composed) return console.log(`${supergraphFile} is what the schemas compose to.`);
  if (!check) {
    await writeFile(file, composed);
    return console.log(`${supergraphFile} written.`);
  }
  const difference = committed === undefined ? 'it does not exist.' : firstDifference(committed, composed);
  throw new Error(
    `${supergraphFile} is not what the schemas compose to; run \`npm run compose\`. ${difference}`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await main(process.argv.includes('--check')).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
