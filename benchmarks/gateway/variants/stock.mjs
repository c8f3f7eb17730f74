/** Apollo Server with Apollo Gateway, as their documentation starts them. */
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import gatewayPackage from '@apollo/gateway';
import { readSupergraph, settings, tellUrl } from './listen.mjs';
import { PoolDataSource } from './pool-data-source.mjs';

const { ApolloGateway } = gatewayPackage;
const gateway = new ApolloGateway({
  supergraphSdl: readSupergraph(),
  ...(settings.undici && { buildService: ({ url }) => new PoolDataSource(url) }),
});
const server = new ApolloServer({ gateway });
const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
tellUrl(url);
