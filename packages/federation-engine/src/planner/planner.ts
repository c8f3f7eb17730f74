import type { QueryPlan } from '@apollo/query-planner';

/** What the engine knows of a supergraph besides its API schema; plain JSON, so that it crosses threads. */
export interface SupergraphFacts {
  /** The schema clients see, as SDL. */
  readonly apiSchema: string;
  /** Name of each abstract type of the supergraph to the names of the object types (and interfaces) below it. */
  readonly possibleTypes: Readonly<Record<string, readonly string[]>>;
  /** For each entity type a key whose fields every subgraph that has the type can give: their names, all scalars. */
  readonly entityKeys: Readonly<Record<string, readonly string[]>>;
  /** The names of all fields that are part of some key or `@requires`: plans fetch them unasked. */
  readonly joiningFields: readonly string[];
}

export interface PlanRequest {
  /** A document that was validated against the API schema. */
  readonly document: string;
  readonly operationName: string | undefined;
}

/** Makes plans for one supergraph. */
export interface Planner {
  readonly facts: SupergraphFacts;
  /** @throws GraphQLError with a code when the operation cannot be planned, or not in time */
  plan(request: PlanRequest): Promise<QueryPlan>;
  close(): Promise<void>;
}
