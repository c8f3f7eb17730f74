import type { DocumentNode, GraphQLError } from 'graphql';
import type { QueryPlan } from '@apollo/query-planner';
import type { ComposedSupergraph } from './composed-supergraph.js';
import type { EngineResult } from './engine-adapter.js';
import type { FetchFault, PlaceFault } from './faults.js';
import {
  completionErrorDifferences,
  dataDifferences,
  subgraphErrorDifferences,
  type ErrorDifference,
} from './known-differences.js';
import { canonicalJson } from './hash.js';
import { referenceAnswer } from './reference-answer.js';
import type { ReferenceAnswer } from './reference-answer.js';
import type { StockResult } from './stock-executor.js';

/** What both sides were given. */
export interface Case {
  readonly supergraph: ComposedSupergraph;
  readonly document: DocumentNode;
  readonly plan: QueryPlan;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly faultsDone: ReadonlySet<PlaceFault | FetchFault>;
}

/** What came of it. */
export interface Outcome {
  readonly stock: StockResult;
  readonly ours: EngineResult;
  /** What GraphQL makes of the data that stock merged; undefined when stock got no answer together. */
  readonly reference: () => ReferenceAnswer | undefined;
  /** What GraphQL makes of the data that ours merged. */
  readonly ownReference: () => ReferenceAnswer;
}

export interface Comparison {
  /** What is different and must not be; empty when all is well. */
  readonly failures: readonly string[];
  /** Names of the known differences that were met. */
  readonly tolerated: readonly string[];
}

/** Compares data with the order of their keys, subgraphs' errors by path and code, completion errors by path. */
export function compareAnswers(given: Case, stock: StockResult, ours: EngineResult): Comparison {
  const complete = (merged: Record<string, unknown>) =>
    referenceAnswer(given.supergraph.reference, given.document, given.variables, merged, ours.data);
  let cached: ReferenceAnswer | undefined;
  let ownCached: ReferenceAnswer | undefined;
  const outcome: Outcome = {
    stock,
    ours,
    reference: () => (cached ??= stock.merged && complete(stock.merged)),
    ownReference: () => (ownCached ??= complete(ours.merged)),
  };
  const failures: string[] = [];
  const tolerated: string[] = [];
  compareData(given, outcome, failures, tolerated);
  compareSubgraphErrors(given, outcome, failures, tolerated);
  compareCompletionErrors(given, outcome, failures, tolerated);
  return { failures, tolerated };
}

function compareData(given: Case, outcome: Outcome, failures: string[], tolerated: string[]): void {
  const { stock, ours } = outcome;
  if (stock.data !== undefined && JSON.stringify(stock.data) === ours.json) return;
  const known = dataDifferences.find((difference) => difference.accepts(outcome, given));
  if (known === undefined) failures.push('data');
  else tolerated.push(known.name);
}

const isCompletionError = ({ extensions }: GraphQLError) =>
  extensions['code'] === 'INVALID_SUBGRAPH_DATA' && extensions['serviceName'] === undefined;

export const pathAndCode = ({ path, extensions }: GraphQLError): string =>
  `${JSON.stringify(path ?? null)} ${String((extensions as GraphQLError['extensions'] | undefined)?.['code'])}`;

const pathOnly = ({ path }: GraphQLError): string => JSON.stringify(path ?? null);

function compareSubgraphErrors(given: Case, outcome: Outcome, failures: string[], tolerated: string[]): void {
  const { stock, ours } = outcome;
  // An answer that stock gave up shaping, or threw away: its errors went with it.
  if (stock.data === undefined) return;
  const mine = ours.errors.filter((error) => !isCompletionError(error));
  const left = subtract(stock.errors, mine, pathAndCode);
  const open = explain(left, subgraphErrorDifferences, given, outcome, tolerated);
  if (open.stock.length + open.ours.length > 0) failures.push(describe('subgraph errors', open, pathAndCode));
}

function compareCompletionErrors(
  given: Case,
  outcome: Outcome,
  failures: string[],
  tolerated: string[],
): void {
  const { stock, ours } = outcome;
  const mine = ours.errors.filter(isCompletionError);
  // Stock tells them only when no subgraph tells of errors, and only of what it merged itself.
  const isTold =
    stock.data !== undefined &&
    stock.errors.length === 0 &&
    canonicalJson(stock.merged) === canonicalJson(ours.merged);
  const theirs = isTold ? stock.completionErrors : outcome.ownReference().errors;
  const left = subtract(theirs, mine, pathOnly);
  // Beside subgraphs' errors ours tells only those completion errors that the subgraphs' do not explain.
  const isPartial = mine.length < ours.errors.length;
  const open = explain(
    isPartial ? { ...left, stock: [] } : left,
    completionErrorDifferences,
    given,
    outcome,
    tolerated,
  );
  if (open.stock.length + open.ours.length > 0) failures.push(describe('completion errors', open, pathOnly));
}

interface Left {
  readonly stock: readonly GraphQLError[];
  readonly ours: readonly GraphQLError[];
}

function subtract(
  stock: readonly GraphQLError[],
  ours: readonly GraphQLError[],
  keyOf: (error: GraphQLError) => string,
): Left {
  const rest = [...ours];
  const onlyStock = stock.filter((error) => {
    const index = rest.findIndex((other) => keyOf(other) === keyOf(error));
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
  return { stock: onlyStock, ours: rest };
}

function explain(
  left: Left,
  differences: readonly ErrorDifference[],
  given: Case,
  outcome: Outcome,
  tolerated: string[],
): Left {
  let stock = [...left.stock];
  let ours = [...left.ours];
  for (;;) {
    const next = findPair(stock, ours, (theirs, mine) =>
      differences.find((difference) => difference.pairs(theirs, mine, outcome, given)),
    );
    if (next === undefined) return { stock, ours };
    tolerated.push(next.known.name);
    stock = stock.filter((error) => error !== next.theirs);
    ours = ours.filter((error) => error !== next.mine);
  }
}

interface Pair {
  readonly theirs: GraphQLError | undefined;
  readonly mine: GraphQLError | undefined;
  readonly known: ErrorDifference;
}

function findPair(
  stock: readonly GraphQLError[],
  ours: readonly GraphQLError[],
  knownFor: (theirs: GraphQLError | undefined, mine: GraphQLError | undefined) => ErrorDifference | undefined,
): Pair | undefined {
  for (const theirs of [...stock, undefined]) {
    for (const mine of [...ours, undefined]) {
      if (theirs === undefined && mine === undefined) continue;
      const known = knownFor(theirs, mine);
      if (known !== undefined) return { theirs, mine, known };
    }
  }
  return undefined;
}

function describe(what: string, { stock, ours }: Left, keyOf: (error: GraphQLError) => string): string {
  const lines = [
    ...stock.map((error) => `  only stock: ${keyOf(error)} ${error.message}`),
    ...ours.map((error) => `  only ours: ${keyOf(error)} ${error.message}`),
  ];
  return `${what}\n${lines.join('\n')}`;
}
