/**
 * Compares gateway/supergraph.graphql with a committed one and fails on a change that breaks clients:
 * `node scripts/check-breaking.mjs [revision]`. Without a revision it is the last commit, or, when that one holds this
 * very file, the commit before. What was deprecated there may go; with nothing to compare it passes.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Supergraph } from '@apollo/federation-internals';
import {
  BreakingChangeType,
  GraphQLSchema,
  buildASTSchema,
  findBreakingChanges,
  isObjectType,
  parse,
  printSchema,
  visit,
} from 'graphql';

const root = fileURLToPath(new URL('..', import.meta.url));
const supergraphFile = 'gateway/supergraph.graphql';

/** What clients see of a supergraph. */
const apiSchema = (sdl) =>
  Supergraph.build(sdl, { validateSupergraph: false }).apiSchema().toGraphQLJSSchema();

/** The schema less what is deprecated in it, and less the types that only led there. */
function withoutDeprecated(schema) {
  const dropDeprecated = ({ directives }) =>
    directives?.some(({ name }) => name.value === 'deprecated') ? null : undefined;
  const document = visit(parse(printSchema(schema)), {
    FieldDefinition: dropDeprecated,
    InputValueDefinition: dropDeprecated,
    EnumValueDefinition: dropDeprecated,
  });
  const left = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
  return new GraphQLSchema({
    query: left.getQueryType(),
    mutation: left.getMutationType(),
    subscription: left.getSubscriptionType(),
    directives: left.getDirectives(),
    types: Object.values(left.getTypeMap()).filter(
      (type) => isObjectType(type) && type.getInterfaces().length > 0,
    ),
    assumeValid: true,
  });
}

const removals = new Set([
  BreakingChangeType.TYPE_REMOVED,
  BreakingChangeType.TYPE_REMOVED_FROM_UNION,
  BreakingChangeType.VALUE_REMOVED_FROM_ENUM,
  BreakingChangeType.FIELD_REMOVED,
  BreakingChangeType.ARG_REMOVED,
]);

/** One sentence per change that breaks clients; the removal of what was deprecated is none. */
export function listBreakingChanges(olderSdl, newerSdl) {
  const [older, newer] = [apiSchema(olderSdl), apiSchema(newerSdl)];
  const unannounced = new Set(
    findBreakingChanges(withoutDeprecated(older), newer).map(({ description }) => description),
  );
  return findBreakingChanges(older, newer)
    .filter(({ type, description }) => !removals.has(type) || unannounced.has(description))
    .map(({ description }) => description);
}

/** A file as it was in a commit; undefined when there is no such commit or file. */
function readCommitted(revision) {
  try {
    return execFileSync('git', ['show', `${revision}:${supergraphFile}`], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
}

function main(given) {
  const file = path.join(root, supergraphFile);
  if (!existsSync(file)) {
    console.error(`${supergraphFile} does not exist; \`npm run compose\` writes it.`);
    return void (process.exitCode = 1);
  }
  const newer = readFileSync(file, 'utf8');
  const revision = given ?? (readCommitted('HEAD') === newer ? 'HEAD~1' : 'HEAD');
  const older = readCommitted(revision);
  if (older === undefined) return console.log(`No ${supergraphFile} in ${revision}: nothing to compare.`);
  const breaking = listBreakingChanges(older, newer);
  if (breaking.length === 0)
    return console.log(`Nothing in ${supergraphFile} breaks clients of ${revision}.`);
  console.error(
    `${supergraphFile} breaks clients of ${revision}. Deprecate first, naming what to use instead:`,
  );
  for (const sentence of breaking) console.error(`  ${sentence}`);
  process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv[2]);
