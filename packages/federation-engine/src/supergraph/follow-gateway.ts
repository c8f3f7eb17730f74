import type { ApolloGateway, SupergraphSdlHook } from '@apollo/gateway';

/**
 * Takes the supergraphs of an ApolloGateway as they come, from wherever it has them. The gateway must not be loaded
 * yet: it is loaded, and stopped, with the source.
 *
 * @param options what the gateway is loaded with, such as the graph's reference for Apollo's registry
 */
export const followGateway =
  (gateway: ApolloGateway, options?: Parameters<ApolloGateway['load']>[0]): SupergraphSdlHook =>
  async ({ update }) => {
    let first: string | undefined;
    let isLoaded = false;
    const unsubscribe = gateway.onSchemaLoadOrUpdate(({ coreSupergraphSdl }) => {
      if (isLoaded) update(coreSupergraphSdl);
      else first = coreSupergraphSdl;
    });
    try {
      await gateway.load(options);
    } catch (error) {
      unsubscribe();
      throw error;
    }
    isLoaded = true;
    if (first === undefined) throw new Error('The gateway was loaded without a supergraph');
    const cleanup = async () => {
      unsubscribe();
      await gateway.stop();
    };
    return { supergraphSdl: first, cleanup };
  };
