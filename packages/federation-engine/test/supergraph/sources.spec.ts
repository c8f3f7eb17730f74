import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { ApolloGateway, IntrospectAndCompose, LocalCompose } from '@apollo/gateway';
import { followFile } from '../../src/supergraph/follow-file.js';
import { followGateway } from '../../src/supergraph/follow-gateway.js';
import { openSource, type SupergraphSource } from '../../src/supergraph/supergraph-source.js';
import { composeVersion, subgraphsOf } from '../planner/compose.js';
import { makeFolder } from './folder.js';
import { until } from './until.js';

process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
const silent = { debug() {}, info() {}, warn() {}, error() {} };

async function open(source: SupergraphSource) {
  const updates: string[] = [];
  const first = await openSource(source, (supergraphSdl) => updates.push(supergraphSdl));
  return { updates, first: first.supergraphSdl, close: async () => first.cleanup?.() };
}

/** A subgraph that tells its schema, and fails its health check when told so. */
async function serveSubgraph(sdl: () => string, isHealthy = () => true) {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const isIntrospection = body.includes('_service');
      if (isIntrospection && request.headers['x-secret'] !== 'gateway') response.statusCode = 401;
      const answer = isIntrospection
        ? { data: { _service: { sdl: sdl() } } }
        : isHealthy()
          ? { data: { __typename: 'Query' } }
          : { errors: [{ message: 'ill' }] };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe('a supergraph’s source', () => {
  it('may be its text', async () => {
    expect((await open('type Query')).first).toBe('type Query');
  });

  it('may be a function that updates it', async () => {
    const source = await open(async ({ update }) => {
      setTimeout(() => update('second'), 5);
      return { supergraphSdl: 'first' };
    });
    expect(source.first).toBe('first');
    await until(() => source.updates.includes('second'));
  });

  it('may be LocalCompose', async () => {
    const localServiceList = subgraphsOf({ one: 'type Query { here: Int }' });
    const { first } = await open(new LocalCompose({ localServiceList, logger: silent }));
    expect(first).toContain('here: Int');
    expect(first).toContain('join__Graph');
  });

  it('may be IntrospectAndCompose, whose subgraphs are asked with its headers and followed', async () => {
    let field = 'here';
    const { url, close } = await serveSubgraph(() => `type Query { ${field}: Int }`);
    const source = await open(
      new IntrospectAndCompose({
        subgraphs: [{ name: 'one', url }],
        introspectionHeaders: { 'x-secret': 'gateway' },
        subgraphHealthCheck: true,
        pollIntervalInMs: 20,
        logger: silent,
      }),
    );
    expect(source.first).toContain('here: Int');
    field = 'there';
    await until(() => source.updates.some((update) => update.includes('there: Int')));
    await source.close();
    close();
  });

  it.each([
    ['is down', {}, false, /Couldn't load service definitions for "one"/],
    ['refuses', {}, true, /status 401/],
    ['fails its health check', { 'x-secret': 'gateway' }, true, /one: ill/],
  ])('fails when a subgraph %s', async (_name, introspectionHeaders, isUp, reason) => {
    const { url, close } = await serveSubgraph(
      () => 'type Query { here: Int }',
      () => false,
    );
    if (!isUp) close();
    const source = new IntrospectAndCompose({
      subgraphs: [{ name: 'one', url }],
      subgraphHealthCheck: true,
      introspectionHeaders: introspectionHeaders,
      logger: silent,
    });
    await expect(open(source)).rejects.toThrow(reason);
    close();
  });
});

describe('an ApolloGateway as source', () => {
  it('is loaded, followed and stopped', async () => {
    let update: ((supergraphSdl: string) => void) | undefined;
    let isStopped = false;
    const gateway = new ApolloGateway({
      logger: silent,
      supergraphSdl: async (options) => {
        update = options.update;
        return { supergraphSdl: composeVersion('first'), cleanup: async () => void (isStopped = true) };
      },
    });
    const source = await open(followGateway(gateway));
    expect(source.first).toBe(composeVersion('first'));
    expect(source.updates).toEqual([]);
    update?.(composeVersion('second'));
    expect(source.updates).toEqual([composeVersion('second')]);
    await source.close();
    expect(isStopped).toBe(true);
  });

  it('fails as the gateway does', async () => {
    await expect(
      open(followGateway(new ApolloGateway({ supergraphSdl: 'type {', logger: silent }))),
    ).rejects.toThrow(/Syntax Error/);
  });
});

describe('a file as source', () => {
  it('gives its content, and each that stays', async () => {
    const file = path.join(await makeFolder(), 'supergraph.graphql');
    await writeFile(file, 'first');
    const source = await open(followFile(file, { pollMs: 10 }));
    expect(source.first).toBe('first');
    await writeFile(file, 'second');
    await until(() => source.updates.length === 1);
    await writeFile(file, 'second'); // touched, not changed
    await delay(60);
    await writeFile(file, 'first');
    await until(() => source.updates.length === 2);
    expect(source.updates).toEqual(['second', 'first']);
    await source.close();
  });

  it('is followed through renames, and through links as volumes mount them', async () => {
    const folder = await makeFolder();
    const [file, draft] = ['supergraph.graphql', 'draft'].map((name) => path.join(folder, name)) as [
      string,
      string,
    ];
    for (const version of ['v1', 'v2']) {
      await mkdir(path.join(folder, version));
      await writeFile(path.join(folder, version, 'supergraph.graphql'), version);
    }
    await symlink('v1', path.join(folder, 'data'));
    await symlink(path.join('data', 'supergraph.graphql'), file);
    const source = await open(followFile(file, { pollMs: 10 }));
    await symlink('v2', path.join(folder, 'data-next'));
    await rename(path.join(folder, 'data-next'), path.join(folder, 'data'));
    await until(() => source.updates.length === 1);
    await writeFile(draft, 'v3');
    await rename(draft, file);
    await until(() => source.updates.length === 2);
    expect([source.first, ...source.updates]).toEqual(['v1', 'v2', 'v3']);
    await source.close();
  });

  it('does not give half of what is being written', async () => {
    const file = path.join(await makeFolder(), 'supergraph.graphql');
    await writeFile(file, 'first');
    const source = await open(followFile(file, { pollMs: 100 }));
    for (const part of ['', 'se', 'seco', 'secon', 'second']) {
      await writeFile(file, part);
      await delay(70);
    }
    await until(() => source.updates.length === 1);
    expect(source.updates).toEqual(['second']);
    await source.close();
  });

  it('reports once that it cannot be read, and goes on when it can', async () => {
    const file = path.join(await makeFolder(), 'supergraph.graphql');
    await writeFile(file, 'first');
    const errors: Error[] = [];
    const source = await open(followFile(file, { pollMs: 10, onError: (error) => errors.push(error) }));
    await rm(file);
    await until(() => errors.length > 0);
    await delay(100);
    expect(errors).toMatchObject([{ code: 'ENOENT' }]);
    await writeFile(file, 'second');
    await until(() => source.updates.length === 1);
    await rm(file);
    await until(() => errors.length === 2);
    await source.close();
  });

  it('fails when there is none at the start', async () => {
    await expect(open(followFile(path.join(await makeFolder(), 'none')))).rejects.toThrow(/ENOENT/);
  });

  it('is not read any more after its end', async () => {
    const file = path.join(await makeFolder(), 'supergraph.graphql');
    await writeFile(file, 'first');
    const errors: Error[] = [];
    const source = await open(followFile(file, { pollMs: 5, onError: (error) => errors.push(error) }));
    await delay(20);
    await source.close();
    await rm(file);
    await delay(50);
    expect(errors).toEqual([]);
  });
});
