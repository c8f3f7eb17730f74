import { buildSchema, GraphQLError, parse, validate, type GraphQLSchema } from 'graphql';
import { KnownOperations, type OperationText } from './operations/known-operations.js';
import type { Planner } from './planner/planner.js';
import type { Subgraph } from './subgraph/subgraph.js';

export interface GraphOptions {
  /** A hash of the supergraph. */
  readonly id: string;
  readonly supergraphSdl: string;
  readonly planner: Planner;
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  /** How many operations stay planned. */
  readonly maxOperations: number;
  /** Whether plans also fetch the keys of entities, by which cached answers are dropped. */
  readonly withEntityKeys: boolean;
}

/** One supergraph ready to answer: requests that began on it end on it, whatever comes after it. */
export class Graph {
  readonly id: string;
  readonly supergraphSdl: string;
  /** What clients see. */
  readonly schema: GraphQLSchema;
  readonly operations: KnownOperations;
  readonly subgraphs: ReadonlyMap<string, Subgraph>;

  constructor({ id, supergraphSdl, planner, subgraphs, maxOperations, withEntityKeys }: GraphOptions) {
    this.id = id;
    this.supergraphSdl = supergraphSdl;
    this.schema = buildSchema(planner.facts.apiSchema, { assumeValid: true, noLocation: true });
    this.subgraphs = subgraphs;
    this.operations = new KnownOperations({
      supergraphId: id,
      schema: this.schema,
      planner,
      max: maxOperations,
      withEntityKeys,
    });
  }

  /**
   * Plans operations before anybody asks for them; those that this graph does not have are left out.
   * @param timeoutMs what is not planned by then is planned when it is asked for
   */
  async prepare(operations: readonly OperationText[], timeoutMs: number): Promise<void> {
    const endsAt = performance.now() + timeoutMs;
    // The least recently used first, so that the most recent are so again.
    for (const operation of [...operations].reverse()) {
      if (performance.now() > endsAt) return;
      await this.prepareOne(operation).catch((error: unknown) => {
        if (!(error instanceof GraphQLError)) throw error;
      });
    }
  }

  private async prepareOne(operation: OperationText): Promise<void> {
    const document = parse(operation.query, { noLocation: true });
    if (validate(this.schema, document).length > 0) return;
    await this.operations.prepare(operation, document);
  }
}
