/**
 * The folder of the public audit (graphql-hive/federation-gateway-audit, installed with `npm install`): its subgraph
 * server and its own judge, both run as they are, in processes of their own, with the suite's own dependencies.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = (file) => fileURLToPath(new URL(file, import.meta.url));

/** @throws Error telling what to do when the folder is not the suite, or not installed */
function loaderOf(folder) {
  if (!existsSync(path.join(folder, 'src/test-suites')))
    throw new Error(`${folder} is not a checkout of graphql-hive/federation-gateway-audit`);
  try {
    return pathToFileURL(createRequire(path.join(folder, 'package.json')).resolve('tsx')).href;
  } catch {
    throw new Error(`Run \`npm install\` in ${folder} first`);
  }
}

async function findFreePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

const readLines = (text) => text.split('\n').filter((line) => line.startsWith('{'));

/**
 * Starts the suite's subgraphs.
 * @returns the ids of its groups, `supergraphOf(id)` (SDL), `judge(id, endpoint)` which runs a group's cases against
 *   a gateway and gives `[{name, passed, detail}]`, and `close()`
 */
export async function openSuite(folder) {
  const loader = loaderOf(folder);
  const port = await findFreePort();
  const subgraphs = spawn(
    process.execPath,
    ['--import', loader, here('serve-subgraphs.mjs'), path.join(folder, 'src/index.ts'), String(port)],
    { cwd: folder, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  const ended = once(subgraphs, 'exit');
  await Promise.race([
    once(subgraphs, 'message'),
    ended.then(([code]) => Promise.reject(new Error(`The suite's subgraphs ended with code ${code}`))),
  ]);
  const origin = `http://localhost:${port}`;

  async function ask(where) {
    const response = await fetch(`${origin}/${where}`);
    if (!response.ok) throw new Error(`${where} of the suite answered ${response.status}`);
    return response;
  }

  return {
    ids: await (await ask('ids')).json(),
    supergraphOf: async (id) => (await ask(`${id}/supergraph`)).text(),
    judge: (id, endpoint) => runJudge(folder, loader, id, `${origin}/${id}/tests`, endpoint),
    async close() {
      if (subgraphs.connected) subgraphs.disconnect();
      await ended;
    },
  };
}

/** Runs the suite's own test file, which reads what to ask from the environment. */
async function runJudge(folder, loader, id, tests, endpoint) {
  const judge = spawn(
    process.execPath,
    [
      ...['--import', loader],
      ...[
        `--test-reporter=${pathToFileURL(here('verdict-reporter.mjs')).href}`,
        '--test-reporter-destination=stdout',
      ],
      path.join(folder, 'src/test.ts'),
    ],
    {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, TEST_SUITE: id, TESTS_ENDPOINT: tests, GRAPHQL_ENDPOINT: endpoint },
    },
  );
  let output = '';
  judge.stdout.setEncoding('utf8').on('data', (chunk) => (output += chunk));
  await once(judge, 'close');
  const verdicts = readLines(output).map((line) => JSON.parse(line));
  if (verdicts.length === 0) throw new Error(`The suite's judge said nothing of ${id}:\n${output}`);
  return verdicts;
}
