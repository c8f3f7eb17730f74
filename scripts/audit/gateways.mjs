/** The gateways that the audit can put over a supergraph, each Apollo Server on a free port of this machine. */
import { fileURLToPath } from 'node:url';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { build } from '../build.mjs';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/** @returns `{url, close()}` */
async function listen(options) {
  const server = new ApolloServer({ ...options, logger: quiet });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
  return { url, close: () => server.stop() };
}

async function openOurs(supergraphSdl) {
  await build([fileURLToPath(new URL('../../packages/federation-engine', import.meta.url))]);
  const { FederationEngine, stringifyResult } =
    await import('../../packages/federation-engine/dist/index.js');
  return listen({ gateway: new FederationEngine({ supergraphSdl, logger: quiet }), stringifyResult });
}

const openStock = (supergraphSdl) => listen({ gateway: new ApolloGateway({ supergraphSdl, logger: quiet }) });

export const gateways = { ours: openOurs, stock: openStock };
