import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createLogger } from '@corridor/config';
import { openGateway, readGatewayConfig, type Gateway } from '../src/index.js';
import { metricsText } from '../src/health/metrics.js';
import { LocalService, eventually, post, supergraphSdl } from './library-graph.js';

let folder: string;
let supergraphFile: string;
let gateway: Gateway;
let url: string;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'corridor-supergraph-'));
  supergraphFile = path.join(folder, 'supergraph.graphql');
  writeFileSync(supergraphFile, supergraphSdl);
  gateway = await openGateway({
    supergraphSdl,
    supergraphFile,
    subgraphs: { authors: new LocalService('authors'), books: new LocalService('books') },
    config: readGatewayConfig({ PORT: '0', SUBGRAPH_POLL_MS: '20' }),
    logger: createLogger('gateway', 'silent'),
  });
  ({ url } = await gateway.listen());
});
afterEach(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true });
});

interface Health {
  readonly status: string;
  readonly supergraph: {
    readonly current: { readonly id: string };
    readonly refused?: { readonly reason: string };
  };
}

const readiness = async () => (await (await fetch(new URL('/health/ready', url))).json()) as Health;
const metrics = async () => metricsText(await gateway.readiness());
const answers = async () => (await post(url, '{ authors { name } }')).json.errors === undefined;

it('a supergraph that cannot serve is refused, and said to be, until one comes that can', async () => {
  const { supergraph: before } = await readiness();
  expect(before.refused).toBeUndefined();

  writeFileSync(supergraphFile, supergraphSdl.replace('authors: [Author', 'authors: [Nobody'));
  const { status, supergraph } = await eventually(readiness, (health) => !!health.supergraph.refused);
  expect([status, supergraph.current.id]).toEqual(['ready', before.current.id]);
  expect(supergraph.refused?.reason).toContain('Nobody');
  expect(await metrics()).toContain('\ncorridor_supergraph_refused 1\n');
  expect(await answers()).toBe(true);

  writeFileSync(supergraphFile, `# the next version\n${supergraphSdl}`);
  const { supergraph: after } = await eventually(readiness, (health) => !health.supergraph.refused);
  expect(await metrics()).toContain('\ncorridor_supergraph_refused 0\n');
  expect(after.current.id).not.toBe(before.current.id);
  expect(await answers()).toBe(true);
});
