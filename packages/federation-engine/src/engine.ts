import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { AnswerCache, type AnswerCacheStats } from './cache/answer-cache.js';
import { parseCachePolicy } from './cache/cache-policy.js';
import { ClientCall } from './client-call.js';
import type { Call } from './call.js';
import type { EngineOptions } from './engine-options.js';
import { Graph } from './graph.js';
import { Answering, type Answer } from './operations/answering.js';
import type { OperationText } from './operations/known-operations.js';
import { toLazyData } from './operations/written-data.js';
import type { JsonObject } from './own-value.js';
import { openPlannerThread } from './planner/planner-thread.js';
import type { Planner } from './planner/planner.js';
import { SubgraphPool } from './subgraph/subgraph-pool.js';
import {
  loadSupergraphs,
  type SupergraphLoader,
  type SupergraphState,
} from './supergraph/supergraph-loader.js';

type ApolloGatewayInterface = ApolloServerOptionsWithGateway<never>['gateway'];
type Listener = Parameters<ApolloGatewayInterface['onSchemaLoadOrUpdate']>[0];
type GatewayExecutor = NonNullable<Awaited<ReturnType<ApolloGatewayInterface['load']>>['executor']>;
type GatewayRequest = Parameters<GatewayExecutor>[0];

/** A request for an operation, as a client sends it. */
export interface EngineRequest extends OperationText {
  readonly variables?: JsonObject | undefined;
}

/** Who asks. */
export interface Client {
  /** Called once if the answer has to be made: what its fetches share. */
  createCall(): Call;
  /** Whoever must not be given another's answers; undefined for anybody. */
  readonly identity?: string;
  /** Whether the request may only read: a mutation is then left to Apollo Server to refuse. Default: it may do both. */
  readonly isReading?: boolean;
  /** An error as this client gets it; the same as Apollo Server's `formatError` makes of it. */
  readonly formatError: (error: GraphQLError) => GraphQLFormattedError;
}

export interface EngineStatus {
  readonly supergraph: SupergraphState;
  /** How many operations are planned. */
  readonly operations: number;
  readonly cache: AnswerCacheStats | undefined;
}

const preparingAtMostMs = 20_000;
const preparedAtMost = 500;

/**
 * Executes a supergraph's operations: a gateway for Apollo Server, which parses, validates and answers, and beside it
 * the short way for operations that passed there before ({@link FederationEngine.answer}).
 */
export class FederationEngine implements ApolloGatewayInterface {
  private readonly cache: AnswerCache | undefined;
  private readonly answering: Answering;
  private readonly pool: SubgraphPool;
  private readonly listeners = new Set<Listener>();
  /** The graph of each schema that was given to Apollo Server: a request ends on the one that it was validated against. */
  private readonly graphs = new WeakMap<GraphQLSchema, Graph>();
  private loader: SupergraphLoader<Graph> | undefined;

  constructor(private readonly options: EngineOptions) {
    this.cache = options.answerStore && new AnswerCache({ store: options.answerStore });
    this.answering = new Answering(this.cache, options);
    this.pool = new SubgraphPool(options.subgraph);
  }

  /** For Apollo Server, which calls it as it starts. */
  async load(): Promise<{ readonly executor: GatewayExecutor }> {
    const { supergraphSdl: source, lastGoodFile, planTimeoutMs, logger } = this.options;
    this.loader = await loadSupergraphs({
      source,
      lastGoodFile,
      openPlanner: (supergraphSdl) => openPlannerThread({ supergraphSdl, planTimeoutMs }),
      prepare: (planner, { id, supergraphSdl }) => this.openGraph(planner, id, supergraphSdl),
      onSwap: (graph) => this.announce(graph),
      logger,
    });
    return { executor: (request) => this.execute(request) };
  }

  onSchemaLoadOrUpdate(listener: Listener): () => void {
    this.listeners.add(listener);
    if (this.loader) this.tell(listener, this.loader.current);
    return () => void this.listeners.delete(listener);
  }

  /**
   * Answers an operation that Apollo Server has answered before, without it.
   * @returns undefined for any other, for variables that do not fit, and before the start: ask Apollo Server
   */
  async answer(request: EngineRequest, client: Client): Promise<Answer | undefined> {
    const graph = this.loader?.current;
    const operation = graph?.operations.findAdmitted(request);
    const variables = request.variables ?? {};
    if (!graph || !operation || operation.prepared.checkVariables(variables).length > 0) return undefined;
    if (client.isReading && operation.prepared.kind === 'mutation') return undefined;
    const { subgraphs } = graph;
    const { identity, formatError } = client;
    const createCall = () => client.createCall();
    return this.answering.answer({ operation, subgraphs, variables, createCall, identity, formatError });
  }

  /**
   * Drops cached answers: those with an entity (`Country:PAK`), or with anything of a type (`Country`).
   * @returns how many there were
   */
  async invalidate(tags: readonly string[]): Promise<number> {
    return this.answering.invalidate(tags);
  }

  /** What a health page or metrics tell; undefined before the start. */
  status(): EngineStatus | undefined {
    return (
      this.loader && {
        supergraph: this.loader.state(),
        operations: this.loader.current.operations.size,
        cache: this.cache?.stats(),
      }
    );
  }

  async stop(): Promise<void> {
    await this.loader?.close();
    await this.pool.close();
    await this.cache?.close();
  }

  private async openGraph(planner: Planner, id: string, supergraphSdl: string): Promise<Graph> {
    const { operations = [], maxOperations = 2_000 } = this.options;
    const graph = new Graph({
      id,
      supergraphSdl,
      planner,
      subgraphs: this.pool.open(supergraphSdl),
      maxOperations,
      withEntityKeys: this.cache !== undefined,
    });
    const inUse = this.loader?.current.operations.list().slice(0, preparedAtMost) ?? [];
    await graph.prepare([...inUse, ...operations], preparingAtMostMs);
    return graph;
  }

  private announce(graph: Graph): void {
    for (const listener of this.listeners) this.tell(listener, graph);
  }

  private tell(listener: Listener, graph: Graph): void {
    this.graphs.set(graph.schema, graph);
    listener({ apiSchema: graph.schema, coreSupergraphSdl: graph.supergraphSdl });
  }

  /** Executes what Apollo Server has validated. */
  private async execute(request: GatewayRequest): ReturnType<GatewayExecutor> {
    const graph = this.graphs.get(request.schema);
    if (!graph) throw new Error('the request is for a schema that this engine did not give');
    const variables = request.request.variables ?? {};
    const text = { query: request.source, operationName: request.request.operationName ?? undefined };
    const operation = await graph.operations.admit(text, request.document);
    const problems = operation.prepared.checkVariables(variables);
    if (problems.length > 0) return { errors: problems };
    const { callOf, requestTimeoutMs = 30_000 } = this.options;
    const call = callOf?.(request.context) ?? new ClientCall({}, requestTimeoutMs);
    const { subgraphs } = graph;
    const { json, errors, fetches } = await this.answering.execute({ operation, subgraphs, variables, call });
    for (const header of fetches.cacheControls) {
      const { maxAgeSeconds, scope } = parseCachePolicy(header);
      const hint = { maxAge: maxAgeSeconds, scope: scope === 'private' ? 'PRIVATE' : 'PUBLIC' };
      (request.overallCachePolicy as { restrict?(hint: object): void } | undefined)?.restrict?.(hint);
    }
    return { data: toLazyData(json), ...(errors.length > 0 && { errors }) };
  }
}
