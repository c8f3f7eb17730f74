import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { QueryPlan } from '@apollo/query-planner';
import { AnswerWriter } from './answer/answer-writer.js';
import { completeAnswer, type Introspect } from './answer/complete-answer.js';
import {
  decideConditions,
  findConditionVariables,
  type ConditionVariable,
} from './answer/condition-variables.js';
import { createIntrospection } from './answer/introspection.js';
import { Selection } from './answer/operation-shape.js';
import type { Call } from './call.js';
import { executePlan, type Fetches } from './execute/execution.js';
import { compilePlainCheck } from './operations/plain-variables.js';
import type { JsonObject } from './own-value.js';
import { compilePlan, type Step } from './plan/compile-plan.js';
import type { SupergraphFacts } from './planner/planner.js';
import { restorePath, type RevealedOperation } from './planner/rewrite-aliases.js';
import type { Subgraph } from './subgraph/subgraph.js';

export interface OperationSource {
  /** The schema that clients see. */
  readonly schema: GraphQLSchema;
  /** Validated against it. */
  readonly document: DocumentNode;
  readonly operationName?: string | undefined;
  readonly plan: QueryPlan;
  readonly facts: Pick<SupergraphFacts, 'possibleTypes'>;
  /** The operation that the plan is for, where aliases had to be others. */
  readonly revealed?: RevealedOperation;
}

export interface ExecuteOptions {
  /** As the client gave them; check them with {@link PreparedOperation.checkVariables} before. */
  readonly variables: JsonObject;
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  readonly call: Call;
}

export interface OperationAnswer {
  /** `data` of the answer as JSON text: an object, or `null`. */
  readonly json: string;
  /** Subgraphs' errors, fetches that failed, and values that a subgraph should not have given. */
  readonly errors: readonly GraphQLError[];
  /** What the fetches brought, from which the answer was made. */
  readonly fetches: Fetches;
}

/** An operation parsed, planned and compiled, ready to be executed any number of times. */
export interface PreparedOperation {
  readonly kind: 'query' | 'mutation';
  /** What is wrong with a client's variables; empty when nothing is. */
  checkVariables(variables: JsonObject): readonly GraphQLError[];
  execute(options: ExecuteOptions): Promise<OperationAnswer>;
}

/** One selection of an operation's fields: conditions on variables decided. */
interface Variant {
  readonly conditions: ReadonlyMap<string, boolean>;
  readonly selection: Selection;
  readonly writer: AnswerWriter;
}

const noErrors: readonly GraphQLError[] = [];

/** With more conditions than this in use at once, the least recent variants are compiled again. */
const maxVariants = 64;

const isPrefix = (prefix: readonly unknown[], path: readonly unknown[]) =>
  prefix.length <= path.length && prefix.every((key, index) => key === path[index]);

/** An error already tells why a value is missing here: of the fetch as a whole, of the field, or of one above or below. */
const isExplained = ({ path = [] }: GraphQLError, errors: readonly GraphQLError[]) =>
  errors.some((error) => !error.path || isPrefix(error.path, path) || isPrefix(path, error.path));

class CompiledOperation implements PreparedOperation {
  readonly kind;
  private readonly plan: Step | undefined;
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly conditionVariables: readonly ConditionVariable[];
  private readonly variants = new Map<string, Variant>();
  private readonly revealed: RevealedOperation | undefined;
  private readonly arePlain: ((variables: JsonObject) => boolean) | undefined;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly operation: OperationDefinitionNode,
    { document, plan, facts, revealed }: OperationSource,
  ) {
    this.kind =
      operation.operation === OperationTypeNode.MUTATION ? ('mutation' as const) : ('query' as const);
    this.plan = compilePlan(plan, facts);
    this.revealed = revealed;
    this.arePlain = compilePlainCheck(operation.variableDefinitions ?? []);
    this.conditionVariables = findConditionVariables(document, operation);
    this.fragments = new Map(
      document.definitions
        .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
        .map((fragment) => [fragment.name.value, fragment]),
    );
  }

  checkVariables(variables: JsonObject): readonly GraphQLError[] {
    const { variableDefinitions } = this.operation;
    if (!variableDefinitions?.length || this.arePlain?.(variables)) return noErrors;
    return getVariableValues(this.schema, variableDefinitions, variables).errors ?? noErrors;
  }

  async execute({ variables, subgraphs, call }: ExecuteOptions): Promise<OperationAnswer> {
    const { conditions, selection, writer } = this.variantFor(variables);
    const fetches = await executePlan(this.plan, { subgraphs, call, variables, conditions });
    const { data } = fetches;
    const { revealed } = this;
    const errors = revealed ? fetches.errors.map((error) => restorePath(error, revealed)) : fetches.errors;
    const introspect = this.introspect(variables);
    const json = writer.write(data, introspect);
    if (json !== undefined) return { json, errors, fetches };
    const completed = completeAnswer(data, selection, introspect);
    const unexplained = completed.errors.filter((error) => !isExplained(error, errors));
    return { json: JSON.stringify(completed.data), errors: [...errors, ...unexplained], fetches };
  }

  private introspect(variables: JsonObject): Introspect {
    let introspection: Introspect | undefined;
    return (field) => {
      introspection ??= createIntrospection(this.schema, this.operation, this.fragments.values(), variables);
      return introspection(field);
    };
  }

  private variantFor(variables: JsonObject): Variant {
    const conditions = decideConditions(this.conditionVariables, variables);
    const key = [...conditions.values()].join();
    const known = this.variants.get(key);
    if (known) return known;
    const variant = this.createVariant(conditions);
    if (this.variants.size >= maxVariants) this.variants.delete(this.variants.keys().next().value as string);
    this.variants.set(key, variant);
    return variant;
  }

  private createVariant(conditions: ReadonlyMap<string, boolean>): Variant {
    const { schema, fragments, operation } = this;
    const root = schema.getRootType(operation.operation) as GraphQLCompositeType;
    const selection = new Selection(
      { schema, fragments, conditions, dataKeyOf: this.revealed?.dataKeyOf },
      root,
      [operation.selectionSet],
    );
    return { conditions, selection, writer: new AnswerWriter(selection) };
  }
}

/**
 * Compiles an operation with its plan.
 * @throws GraphQLError OPERATION_RESOLUTION_FAILURE when the document has no such operation
 * @throws TypeError for a plan that this engine does not execute
 */
export function prepareOperation(source: OperationSource): PreparedOperation {
  const operation = getOperationAST(source.document, source.operationName);
  if (!operation)
    throw new GraphQLError('The document has no operation of this name.', {
      extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
    });
  return new CompiledOperation(source.schema, operation, source);
}
