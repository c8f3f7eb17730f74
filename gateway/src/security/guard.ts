import { createHash } from 'node:crypto';
import { GraphQLError, parse } from 'graphql';
import type { ExceededLimit, Limits } from './limits.js';
import { measureDocument } from './measure-document.js';
import { scanTokens } from './scan-tokens.js';

/** Says why a text must not be executed, as an error for the client; nothing when it may go on. */
export type Guard = (text: string) => GraphQLError | undefined;

const sentences: Readonly<Record<keyof Limits, (found: string) => string>> = {
  MAX_DEPTH: (found) => `fields ${found} deep`,
  MAX_ALIASES: (found) => `${found} aliases`,
  MAX_DIRECTIVES: (found) => `${found} directives`,
  MAX_TOKENS: (found) => `${found} tokens`,
  MAX_NESTING: (found) => `brackets ${found} deep`,
  MAX_EXPANDED_FIELDS: (found) => `${found} fields once its fragments are written out`,
};

function refusal({ limit, bound, found }: ExceededLimit): GraphQLError {
  const what = sentences[limit](found === undefined ? `more than ${bound}` : String(found));
  return new GraphQLError(`The operation has ${what}; the limit is ${bound} (${limit}).`, {
    extensions: { code: 'BAD_USER_INPUT', limit, bound, ...(found !== undefined && { found }) },
  });
}

const cycleRefusal = (fragment: string) =>
  new GraphQLError(`Cannot spread fragment "${fragment}" within itself.`, {
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  });

function findRefusal(text: string, limits: Limits): GraphQLError | undefined {
  const scanned = scanTokens(text, limits);
  if (scanned) return refusal(scanned);
  const measure = measureDocument(parse(text, { noLocation: true }));
  if (measure.cycle) return cycleRefusal(measure.cycle); // validation would run out of stack on a long one
  const found = {
    MAX_DEPTH: measure.depth,
    MAX_ALIASES: measure.aliases,
    MAX_DIRECTIVES: measure.directives,
    MAX_EXPANDED_FIELDS: measure.expandedFields,
  };
  for (const limit of Object.keys(found) as (keyof typeof found)[])
    if (found[limit] > limits[limit]) return refusal({ limit, bound: limits[limit], found: found[limit] });
  return undefined;
}

const rememberedTexts = 5_000;

/** Measures each text before it is validated or planned, both of which can take exponentially long. */
export function createGuard(limits: Limits): Guard {
  const accepted = new Set<string>();
  return (text) => {
    const hash = createHash('sha256').update(text).digest('base64');
    if (accepted.has(hash)) return undefined;
    try {
      const refused = findRefusal(text, limits);
      if (refused) return refused;
    } catch (error) {
      if (error instanceof GraphQLError) return undefined; // a syntax error is told by whoever parses to execute
      throw error;
    }
    if (accepted.size >= rememberedTexts) accepted.delete(accepted.values().next().value as string);
    accepted.add(hash);
    return undefined;
  };
}
