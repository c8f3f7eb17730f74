import type { SupergraphManager, SupergraphSdlHook } from '@apollo/gateway';
import { askSubgraph } from './ask-subgraph.js';
import { listSubgraphs } from './list-subgraphs.js';

/**
 * Where a supergraph comes from, in each form that ApolloGateway takes as `supergraphSdl`: the text itself, a hook, or
 * a manager such as `IntrospectAndCompose`.
 */
export type SupergraphSource = string | SupergraphSdlHook | SupergraphManager;

export interface FirstSupergraph {
  readonly supergraphSdl: string;
  /** Ends the source: no update comes after it. */
  readonly cleanup?: () => Promise<void>;
}

/** @throws Error naming the subgraphs that do not answer */
async function checkHealth(supergraphSdl: string): Promise<void> {
  const checks = [...listSubgraphs(supergraphSdl)].map(async ([name, url]) => {
    const { errors } = await askSubgraph(url, 'query __ApolloServiceHealthCheck__ { __typename }').catch(
      (error: Error) => ({ errors: [error] }),
    );
    return errors?.length ? `${name}: ${errors.map(({ message }) => message).join(', ')}` : [];
  });
  const failures = (await Promise.all(checks)).flat();
  if (failures.length > 0) throw new Error(`Subgraphs failed the health check: ${failures.join('; ')}`);
}

/**
 * Starts a source.
 *
 * @param update takes each later supergraph
 * @throws whatever the source throws when it has no supergraph to give
 */
export async function openSource(
  source: SupergraphSource,
  update: (supergraphSdl: string) => void,
): Promise<FirstSupergraph> {
  if (typeof source === 'string') return { supergraphSdl: source };
  const options: Parameters<SupergraphSdlHook>[0] = {
    update,
    healthCheck: checkHealth,
    getDataSource: ({ url = '' }) => ({
      process: ({ request }) => askSubgraph(url, request.query ?? '', request.http?.headers),
    }),
  };
  return typeof source === 'function' ? source(options) : source.initialize(options);
}
