import { prettyFormatQueryPlan } from '@apollo/query-planner';
import { operationFromDocument } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import { print, validate } from 'graphql';
import type { DocumentNode } from 'graphql';
import type { PreparedOperation } from '../../src/prepare-operation.js';
import { compareAnswers } from './compare.js';
import type { Comparison } from './compare.js';
import type { ComposedSupergraph } from './composed-supergraph.js';
import { executeWithEngine, prepareForEngine } from './engine-adapter.js';
import type { EngineResult } from './engine-adapter.js';
import type { FaultPlan } from './faults.js';
import { Services } from './services.js';
import { executeWithStock } from './stock-executor.js';
import type { StockResult } from './stock-executor.js';

/** An operation planned once, for both sides and any number of cases. */
export interface PlannedOperation {
  readonly supergraph: ComposedSupergraph;
  readonly document: DocumentNode;
  readonly plan: QueryPlan;
  readonly prepared: PreparedOperation;
}

export interface CaseInput {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly worldSeed: number;
  readonly faults: FaultPlan;
}

export interface CaseResult extends Comparison {
  readonly services: Services;
  readonly stock: StockResult;
  readonly ours: EngineResult;
}

/**
 * @returns undefined for the few operations that Apollo's planner fails on or gives up
 * @throws Error when the operation is not valid, which is a fault of the generator
 */
export function planOperation(
  supergraph: ComposedSupergraph,
  document: DocumentNode,
): PlannedOperation | undefined {
  const errors = validate(supergraph.apiSchema, document);
  if (errors.length > 0) throw new Error(`not valid: ${errors.map(String).join('\n')}\n${print(document)}`);
  const plan = findPlan(supergraph, document);
  return plan && { supergraph, document, plan, prepared: prepareForEngine(supergraph, document, plan) };
}

function findPlan({ api, planner }: ComposedSupergraph, document: DocumentNode): QueryPlan | undefined {
  const operation = operationFromDocument(api, document);
  try {
    return planner.buildQueryPlan(operation);
  } catch {
    return undefined;
  }
}

const documents = new Map<string, DocumentNode>();

/** Answers one case with both executors and compares the answers. */
export async function runCase(planned: PlannedOperation, input: CaseInput): Promise<CaseResult> {
  const { supergraph, document, plan, prepared } = planned;
  const { variables, worldSeed, faults } = input;
  if (documents.size > 20_000) documents.clear();
  const world = { seed: worldSeed, keys: supergraph.keys };
  const services = new Services(supergraph, world, faults, documents);
  const stock = await executeWithStock(supergraph, { document, plan, variables, services });
  const ours = await executeWithEngine(supergraph, prepared, variables, services);
  const given = { supergraph, document, plan, variables, faultsDone: services.faultsDone };
  return { ...compareAnswers(given, stock, ours), services, stock, ours };
}

/** All that one needs to see why a case fails. */
export function describeCase(planned: PlannedOperation, input: CaseInput, result: CaseResult): string {
  const { stock, ours } = result;
  const errors = (list: readonly Error[]) => list.map((error) => `${JSON.stringify(error)} ${error.message}`);
  return [
    `different: ${result.failures.join('; ')}`,
    `supergraph: ${planned.supergraph.name}`,
    print(planned.document),
    `variables: ${JSON.stringify(input.variables)}`,
    `world seed: ${input.worldSeed}`,
    `fault plan: ${JSON.stringify(input.faults)}, done: ${[...result.services.faultsDone].join(', ')}`,
    prettyFormatQueryPlan(planned.plan),
    ...result.services.fetches.map(
      ({ service, operation, variables }) => `asked ${service}: ${operation} ${variables}`,
    ),
    `merged by stock: ${JSON.stringify(stock.merged)}`,
    `merged by ours : ${JSON.stringify(ours.merged)}`,
    `stock data: ${JSON.stringify(stock.data)}`,
    `ours  data: ${ours.json}`,
    `stock errors:\n  ${errors(stock.errors).join('\n  ')}`,
    `stock completion errors:\n  ${errors(stock.completionErrors).join('\n  ')}`,
    `stock threw: ${String(stock.thrown?.stack)}`,
    `ours  errors:\n  ${errors(ours.errors).join('\n  ')}`,
  ].join('\n');
}
