import type { ApolloServerOptions, ApolloServerOptionsWithGateway } from '@apollo/server';
import type { Answer, Client, EngineRequest, EngineStatus } from '@corridor/federation-engine';
import type { GatewayContext } from '../operations/mask-errors.js';

/** What executes operations: this project's engine, or Apollo's gateway to compare it with. */
export interface Engine {
  /** For Apollo Server. */
  readonly gateway: ApolloServerOptionsWithGateway<GatewayContext>['gateway'];
  /** For Apollo Server's option of this name. */
  readonly stringifyResult?: ApolloServerOptions<GatewayContext>['stringifyResult'];
  /** Answers what Apollo Server has answered before, without it; undefined for anything else. */
  answer(request: EngineRequest, client: Client): Promise<Answer | undefined>;
  /** Which supergraph is in service, and which was refused; undefined before the start. */
  supergraph(): EngineStatus['supergraph'] | undefined;
}
