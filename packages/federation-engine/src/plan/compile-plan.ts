import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import type { SupergraphFacts } from '../planner/planner.js';
import type { FetchOperation } from '../subgraph/subgraph.js';
import { compileRepresentation, type WriteRepresentation } from './representation.js';
import { readPath, type ResponsePath } from './response-path.js';
import { compileRewrites, type Rewrite } from './rewrites.js';
import { createIsOfType, type IsOfType } from './type-conditions.js';

/** One request to a subgraph and where its results belong. */
export interface FetchStep {
  readonly kind: 'fetch';
  readonly subgraph: string;
  readonly operation: FetchOperation;
  /** The client's variables that the operation uses. */
  readonly variables: readonly string[];
  readonly path: ResponsePath;
  /** Of an entity fetch: how each entity is named to the subgraph. */
  readonly writeRepresentation: WriteRepresentation | undefined;
  /** Changes to what came before it is merged. */
  readonly rewrite: Rewrite | undefined;
  /** Whether a `__typename` is that of an interface or union. */
  readonly isAbstract: (typename: unknown) => boolean;
}

/** A plan made ready to run: everything that is the same for each execution is done. */
export type Step =
  | FetchStep
  | { readonly kind: 'sequence'; readonly steps: readonly Step[] }
  | { readonly kind: 'parallel'; readonly steps: readonly Step[] }
  | {
      readonly kind: 'condition';
      readonly variable: string;
      readonly whenTrue: Step | undefined;
      readonly whenFalse: Step | undefined;
    };

interface PlanTypes {
  readonly isOfType: IsOfType;
  readonly isAbstract: FetchStep['isAbstract'];
}

type PlannedPath = readonly (string | number)[];

const operationJson = (text: string, name: string | undefined) =>
  `"query":${JSON.stringify(text)}${name ? `,"operationName":${JSON.stringify(name)}` : ''}`;

function compileFetch(node: FetchNode, path: PlannedPath, { isOfType, isAbstract }: PlanTypes): FetchStep {
  const { operation: text, operationName: name, operationKind: kind } = node;
  return {
    kind: 'fetch',
    subgraph: node.serviceName,
    operation: { text, name, kind, json: operationJson(text, name) },
    variables: node.variableUsages ?? [],
    path: readPath(path),
    writeRepresentation: node.requires && compileRepresentation(node.requires, node.inputRewrites, isOfType),
    rewrite: compileRewrites(node.outputRewrites, isOfType),
    isAbstract,
  };
}

function compileNode(node: PlanNode, path: PlannedPath, types: PlanTypes): Step {
  const compile = (child: PlanNode) => compileNode(child, path, types);
  switch (node.kind) {
    case 'Fetch':
      return compileFetch(node, path, types);
    case 'Flatten':
      return compileNode(node.node, [...path, ...node.path], types);
    case 'Sequence':
      return { kind: 'sequence', steps: node.nodes.map(compile) };
    case 'Parallel':
      return { kind: 'parallel', steps: node.nodes.map(compile) };
    case 'Condition':
      return {
        kind: 'condition',
        variable: node.condition,
        whenTrue: node.ifClause && compile(node.ifClause),
        whenFalse: node.elseClause && compile(node.elseClause),
      };
    default:
      throw new TypeError(`a plan with a ${node.kind} node cannot be executed`);
  }
}

/**
 * Compiles a plan; nothing of it is left to decide but conditions on variables.
 * @returns undefined for an operation that needs no fetch
 * @throws TypeError for a node that this engine does not execute (subscriptions, `@defer`)
 */
export function compilePlan(
  { node }: QueryPlan,
  facts: Pick<SupergraphFacts, 'possibleTypes'>,
): Step | undefined {
  if (!node) return undefined;
  if (node.kind === 'Subscription') throw new TypeError('a subscription cannot be executed as a query');
  const abstract = new Map(Object.entries(facts.possibleTypes));
  return compileNode(node, [], {
    isOfType: createIsOfType(facts),
    isAbstract: (typename) => abstract.has(typename as string),
  });
}
