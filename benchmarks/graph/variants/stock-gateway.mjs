/** Apollo Server with Apollo Gateway, as their documentation starts them. `settings`: `urls` of the services. */
import { readFileSync } from 'node:fs';
import gatewayPackage from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { settings, tell } from './process.mjs';

const { ApolloGateway, RemoteGraphQLDataSource } = gatewayPackage;
const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(new URL('../../../gateway/supergraph.graphql', import.meta.url), 'utf8'),
  buildService: ({ name }) => new RemoteGraphQLDataSource({ url: settings.urls[name] }),
});
const { url } = await startStandaloneServer(new ApolloServer({ gateway }), {
  listen: { host: '127.0.0.1', port: 0 },
});
tell({ url: new URL('/graphql', url).href });
