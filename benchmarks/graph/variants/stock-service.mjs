/**
 * A service the way Apollo's documentation starts one: Apollo Server on graphql-js over HTTP, with the same schema,
 * resolvers, loaders and SQL as ours. `settings`: `name`, `target`.
 */
import { randomUUID } from 'node:crypto';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { openDatabase } from '@corridor/database';
import { poolSize, services } from '../services.mjs';
import { settings, tell } from './process.mjs';

const { name, typeDefs, resolvers, entities, migrations, load, createContext } = services[settings.name];
const database = await openDatabase({ target: settings.target, name, entities, migrations, poolSize });
await load(database, () => undefined);
const server = new ApolloServer({ schema: buildSubgraphSchema([{ typeDefs, resolvers }]) });
const { url } = await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: 0 },
  context: async ({ req }) => {
    const requestId = req.headers['x-request-id'] ?? randomUUID();
    return createContext(database.forRequest(requestId), requestId);
  },
});
tell({ url: new URL('/graphql', url).href });
