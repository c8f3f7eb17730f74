export { FederationEngine, type Client, type EngineRequest, type EngineStatus } from './engine.js';
export type { EngineLogger, EngineOptions, SubgraphDefinition } from './engine-options.js';
export { ClientCall } from './client-call.js';
export type { Call } from './call.js';
export type { Answer } from './operations/answering.js';
export type { OperationText } from './operations/known-operations.js';
export { stringifyResult } from './operations/written-data.js';
export { prepareOperation, type OperationAnswer, type PreparedOperation } from './prepare-operation.js';
export type { Planner, PlanRequest, SupergraphFacts } from './planner/planner.js';
export { openPlannerThread } from './planner/planner-thread.js';
export { httpSubgraph, type HttpSubgraphOptions } from './subgraph/http-subgraph.js';
export { localSubgraph, type LocalSubgraphOptions } from './subgraph/local-subgraph.js';
export type { ObservedSubgraph, SubgraphStats } from './subgraph/fetch-stats.js';
export { shareFetches } from './subgraph/share-fetches.js';
export {
  SubgraphFailure,
  type Subgraph,
  type SubgraphAnswer,
  type SubgraphError,
  type SubgraphRequest,
} from './subgraph/subgraph.js';
export { listSubgraphs } from './supergraph/list-subgraphs.js';
export { followFile, type FollowFileOptions } from './supergraph/follow-file.js';
export { followGateway } from './supergraph/follow-gateway.js';
export type { SupergraphSource } from './supergraph/supergraph-source.js';
export { MemoryAnswerStore } from './cache/memory-answer-store.js';
export { openRedisAnswerStore } from './cache/redis-answer-store.js';
export type { AnswerStore } from './cache/answer-store.js';
export { isUnchanged } from './cache/conditional.js';
