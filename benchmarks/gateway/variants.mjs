/** What is measured: for each variant what it is called in the table, and how its process starts. */
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { startProcess } from './child-processes.mjs';

const script = (file, own = {}) => ({
  start: (settings) => startProcess(`variants/${file}`, { settings: { ...settings, ...own } }),
});

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
const pathOf = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/** Hive Gateway's own command line. */
export const hiveFile = pathOf('../node_modules/@graphql-hive/gateway/dist/bin.js');

const hive = (env = {}) => ({
  start: async ({ supergraphFile }) => {
    const port = await freePort();
    return startProcess(hiveFile, {
      flags: ['--import', pathOf('variants/tell-when-up.mjs')],
      args: [
        ...['supergraph', supergraphFile, '--hive-router-runtime', '--fork', '1'],
        ...[
          '--host',
          '127.0.0.1',
          '--port',
          String(port),
          '--config-path',
          pathOf('variants/hive.config.mjs'),
        ],
      ],
      env: { ...env, TELL_URL: `http://127.0.0.1:${port}/graphql` },
      cwd: tmpdir(),
    });
  },
});

export const variants = {
  stock: { title: 'stock: Apollo Server + ApolloGateway', ...script('stock.mjs') },
  stockUndici: { title: 'stock + a data source on undici', ...script('stock.mjs', { undici: true }) },
  oursInApollo: { title: 'ours in Apollo Server', ...script('ours-in-apollo.mjs') },
  ours: { title: '**ours**', ...script('ours.mjs') },
  oursAlone: {
    title: '**ours**, sharing neither requests nor fetches',
    ...script('ours.mjs', { env: { SHARE_REQUESTS: 'false' } }),
  },
  oursFresh: {
    title: 'ours, subgraphs executing: CPU of both',
    countsSubgraphs: true,
    ...script('ours.mjs', { path: '/fresh' }),
  },
  oursInProcess: { title: 'ours with in-process subgraphs', ...script('ours.mjs', { inProcess: true }) },
  oursCached: { title: 'ours from the answer cache', ...script('ours.mjs', { path: '/cacheable' }) },
  hive: { title: 'Hive Gateway with router-runtime', ...hive() },
  hiveSharing: {
    title: 'Hive Gateway with router-runtime, sharing requests',
    ...hive({ SHARE_REQUESTS: '1' }),
  },
  bare: { title: 'bare limit: the same fetches with undici, no GraphQL', ...script('bare.mjs') },
  hello: { title: 'hello world on node:http', answersAnything: true, ...script('hello.mjs') },
};
