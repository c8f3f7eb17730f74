import {
  execute,
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { listConditions } from './collect-fields.js';
import { PlanCompiler } from './compile-plan.js';
import { Execution } from './execution.js';
import type { ObjectPlan, Operation } from './plan.js';
import { compileVariables } from './read-variables.js';
import { runOperation } from './run-operation.js';

export interface ExecutionRequest {
  /** The parent of the root fields; default undefined. */
  readonly rootValue?: unknown;
  /** Handed to every resolver. */
  readonly contextValue?: unknown;
  /** As they came, not yet coerced; default none. */
  readonly variableValues?: Readonly<Record<string, unknown>> | null;
}

export interface CompiledOperation {
  readonly kind: OperationTypeNode;
  /**
   * Executes the operation as graphql-js's `execute` does; a promise only where a resolver gives one. Each answer is
   * made of new objects, except for what custom scalars serialize to.
   */
  execute(request: ExecutionRequest): ExecutionResult | Promise<ExecutionResult>;
}

/** Most sets of conditions whose plans are kept: an operation has a plan for each set of `@skip` and `@include`. */
const maxPlans = 32;

function findOperation(document: DocumentNode, name: string | null | undefined): OperationDefinitionNode {
  const operations = document.definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (name == null && operations.length > 1)
    throw new GraphQLError('Must provide operation name if query contains multiple operations.');
  const operation = name == null ? operations[0] : operations.findLast((each) => each.name?.value === name);
  if (operation) return operation;
  throw new GraphQLError(name == null ? 'Must provide an operation.' : `Unknown operation named "${name}".`);
}

function listFragments(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments = Object.create(null) as Record<string, FragmentDefinitionNode>;
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  return fragments;
}

/** The plan of an operation's root for each set of conditions; undefined where a condition is neither true nor false. */
function compilePlans(
  operation: Operation,
): (variables: Readonly<Record<string, unknown>>) => ObjectPlan | undefined {
  const names = listConditions(operation);
  const plans = new Map<string, ObjectPlan>();
  const rootType = operation.schema.getRootType(operation.node.operation);
  return (variables) => {
    const values = names.map((name) => variables[name]);
    if (!rootType || !values.every((value) => typeof value === 'boolean')) return undefined;
    const key = values.join();
    const known = plans.get(key);
    if (known) return known;
    const conditions = Object.fromEntries(names.map((name, index) => [name, values[index]]));
    const plan = new PlanCompiler(operation, conditions).compileRoot(rootType);
    if (plans.size >= maxPlans) plans.clear();
    plans.set(key, plan);
    return plan;
  };
}

/**
 * Prepares a validated operation to be executed many times. The schema's resolvers must be in place and stay; what
 * cannot be planned (no root type, a condition that is null) is left to graphql-js.
 * @throws GraphQLError when the document has no such operation
 */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName?: string | null,
): CompiledOperation {
  const node = findOperation(document, operationName);
  const operation: Operation = { schema, fragments: listFragments(document), node };
  const planFor = compilePlans(operation);
  const readVariables = compileVariables(schema, node.variableDefinitions ?? []);
  return {
    kind: node.operation,
    execute: ({ rootValue, contextValue, variableValues }) => {
      const { errors, coerced } = readVariables(variableValues ?? {});
      if (!coerced) return { errors };
      const plan = planFor(coerced);
      if (!plan) return execute({ schema, document, operationName, rootValue, contextValue, variableValues });
      const execution = new Execution(operation, rootValue, contextValue, coerced);
      return runOperation(execution, plan, node.operation === OperationTypeNode.MUTATION);
    },
  };
}
