/** The engine plugged into Apollo Server as its README shows, behind the same HTTP server as stock. */
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { FederationEngine, stringifyResult } from '@corridor/federation-engine';
import { readSupergraph, tellUrl } from './listen.mjs';

const gateway = new FederationEngine({ supergraphSdl: readSupergraph() });
const server = new ApolloServer({ gateway, stringifyResult });
const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
tellUrl(url);
