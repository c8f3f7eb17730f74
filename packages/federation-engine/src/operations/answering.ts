import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { AnswerCache, AnswerHeaders, CacheMiss } from '../cache/answer-cache.js';
import { variablesText } from '../cache/answer-key.js';
import { combinePolicies, parseCachePolicy, uncacheable, type CachePolicy } from '../cache/cache-policy.js';
import { shareRequests } from '../cache/share-requests.js';
import type { Call } from '../call.js';
import type { EngineOptions } from '../engine-options.js';
import type { Fetches } from '../execute/execution.js';
import type { JsonObject } from '../own-value.js';
import type { OperationAnswer } from '../prepare-operation.js';
import type { Subgraph } from '../subgraph/subgraph.js';
import type { KnownOperation } from './known-operations.js';
import { answerText } from './written-data.js';

/** A request for a known operation, its variables checked. */
export interface KnownRequest {
  readonly operation: KnownOperation;
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  readonly variables: JsonObject;
  createCall(): Call;
  /** Who asks: only the same are given one execution's answer, or a private answer from the cache. */
  readonly identity: string | undefined;
  /** An error as this client gets it. */
  readonly formatError: (error: GraphQLError) => GraphQLFormattedError;
}

type Executed = Pick<KnownRequest, 'operation' | 'subgraphs' | 'variables'> & { readonly call: Call };

export interface Answer {
  /** JSON text. */
  readonly body: string;
  /** `Cache-Control`, and of a cacheable answer `Age` and `ETag`; names in lower case. */
  readonly headers: AnswerHeaders;
  /** Whether it has no errors. */
  readonly isWhole: boolean;
}

/** What may be done with an answer of these fetches. */
export const policyOf = ({
  cacheControls,
  errors,
}: Pick<Fetches, 'cacheControls' | 'errors'>): CachePolicy =>
  errors.length > 0 ? uncacheable : combinePolicies(cacheControls.map((header) => parseCachePolicy(header)));

/** What one execution gives everyone who shares it. */
interface Shared {
  readonly answer: OperationAnswer;
  readonly headers: AnswerHeaders;
}

const noHeaders: AnswerHeaders = {};

/** Answers known operations: from the cache, together with whoever asks the same just now, or by executing them. */
export class Answering {
  private readonly sharing = shareRequests<Shared>();

  /** @param cache whole answers kept; undefined keeps none */
  constructor(
    private readonly cache: AnswerCache | undefined,
    private readonly options: Pick<EngineOptions, 'shareRequests' | 'cacheEpoch'>,
  ) {}

  async answer(request: KnownRequest): Promise<Answer> {
    const { operation, variables, identity } = request;
    if (operation.prepared.kind === 'mutation')
      return this.write(request, {
        answer: await this.execute({ ...request, call: request.createCall() }),
        headers: noHeaders,
      });
    const epoch = this.options.cacheEpoch ? this.options.cacheEpoch() : '';
    const cache = epoch === undefined ? undefined : this.cache;
    const found = cache?.lookup({ operationKey: `${operation.key} ${epoch}`, variables, identity });
    const looked = found instanceof Promise ? await found : found;
    if (looked?.isHit) return { body: looked.body, headers: looked.headers, isWhole: true };
    return this.write(request, await this.executeShared(request, epoch, looked));
  }

  /** Executes an operation by itself, and drops cached answers with what a subgraph says it changed. */
  async execute(request: Executed): Promise<OperationAnswer> {
    const { prepared } = request.operation;
    const answer = await prepared.execute(request);
    if (answer.fetches.changed.length > 0) await this.invalidate(answer.fetches.changed);
    if (prepared.kind === 'mutation') this.sharing.separate();
    return answer;
  }

  /** Drops cached answers by their tags; whoever asks from now on is not given what is under way either. */
  async invalidate(tags: readonly string[]): Promise<number> {
    this.sharing.separate();
    return (await this.cache?.invalidate(tags)) ?? 0;
  }

  private executeShared(
    request: KnownRequest,
    epoch: string | undefined,
    miss: CacheMiss | undefined,
  ): Promise<Shared> {
    const { operation, variables, identity } = request;
    const call = request.createCall();
    // Whoever joins later has looked later: only the first knows since when the answer was being made.
    const run = async (shared: Call): Promise<Shared> => {
      const answer = await this.execute({ ...request, call: shared });
      return { answer, headers: miss ? this.store(operation, answer, miss) : noHeaders };
    };
    if (this.options.shareRequests === false) return run(call);
    const asker = identity === undefined ? '' : JSON.stringify(identity);
    return this.sharing.join(`${operation.key} ${epoch} ${asker} ${variablesText(variables)}`, call, run);
  }

  private store(
    { collectTags }: KnownOperation,
    { json, errors, fetches }: OperationAnswer,
    miss: CacheMiss,
  ): AnswerHeaders {
    const policy = policyOf({ cacheControls: fetches.cacheControls, errors });
    if (!this.cache || !collectTags || policy.maxAgeSeconds === 0) return noHeaders;
    return this.cache.store(miss, {
      body: answerText(json, undefined),
      policy,
      tags: collectTags(fetches.data),
    });
  }

  private write({ formatError }: KnownRequest, { answer, headers }: Shared): Answer {
    const { json, errors } = answer;
    const isWhole = errors.length === 0;
    return { body: answerText(json, isWhole ? undefined : errors.map(formatError)), headers, isWhole };
  }
}
