import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { describe, expect, it } from '@jest/globals';
import { followGateway, type EngineRequest } from '../src/index.js';
import { clientOf, openGraph, serveEngine, type EngineServer } from './engine-server.js';
import { composeTwins, twins } from './planner/compose.js';
import { until } from './supergraph/until.js';

process.env['APOLLO_TELEMETRY_DISABLED'] = '1';

const dashboard = '{ authors { name books { title author { name } } } }';
const byId = 'query A($id: ID!) { author(id: $id) { name } }';
const rename = 'mutation { rename(id: "a1", name: "Adele") { name } }';
const answerOf = async ({ engine }: EngineServer, request: EngineRequest) =>
  (await engine.answer(request, clientOf()))?.body;

describe('an engine as the gateway of Apollo Server', () => {
  it.each([
    ['of several subgraphs', dashboard, undefined],
    ['with variables', byId, { id: 'a2' }],
    ['with null at its root', '{ author(id: "nobody") { name } }', undefined],
    ['with an error', '{ secret authors { id } }', undefined],
    ['of introspection', '{ __schema { queryType { name } } authors { __typename } }', undefined],
    ['with names of Object’s own', '{ __proto__: authors { constructor: name toString: id } }', undefined],
  ])('gives the same answer as the engine itself: one %s', async (_name, query, variables) => {
    const { supergraphSdl } = await openGraph();
    const server = await serveEngine({ supergraphSdl });
    const { text, status } = await server.ask(query, variables);
    expect(status).toBe(200);
    expect(await answerOf(server, { query, variables })).toBe(text);
    const apollo = new ApolloServer({
      gateway: new ApolloGateway({ supergraphSdl }),
      stopOnTerminationSignals: false,
    });
    await apollo.start();
    const { body } = await apollo.executeOperation({ query, variables });
    await apollo.stop();
    if (body.kind !== 'single') throw new Error('in one piece');
    expect(JSON.parse(text).data).toEqual(JSON.parse(JSON.stringify(body.singleResult.data)));
  });

  it('writes the same text with stringifyResult as Apollo Server without', async () => {
    const { supergraphSdl } = await openGraph();
    const [own, apollos] = await Promise.all(
      [false, true].map((isStringifiedByApollo) => serveEngine({ supergraphSdl, isStringifiedByApollo })),
    );
    for (const query of [
      dashboard,
      '{ secret authors { id } }',
      '{ __proto__: authors { __proto__: name } }',
      '{ author(id: "nobody") { id } }',
      '{ nothing }',
    ])
      expect((await own?.ask(query))?.text).toBe((await apollos?.ask(query))?.text);
  });

  it('shows plain data to plugins, which may change it', async () => {
    const seen: unknown[] = [];
    const look: ApolloServerPlugin = {
      requestDidStart: async () => ({
        willSendResponse: async ({ response: { body } }) => {
          if (body.kind !== 'single') return;
          const data = body.singleResult.data as Record<string, { name?: string }[]>;
          seen.push([Object.keys(data), 'authors' in data, data['authors']?.[0]?.name, { ...data }]);
          data['more'] = [];
        },
      }),
    };
    const { supergraphSdl } = await openGraph();
    const { ask } = await serveEngine({ supergraphSdl, plugins: [look] });
    const { text } = await ask('{ authors { name } }');
    const authors = [{ name: 'Ada' }, { name: 'Bertha' }];
    expect(seen).toEqual([[['authors'], true, 'Ada', { authors }]]);
    expect(text).toBe(`${JSON.stringify({ data: { authors, more: [] } })}\n`);
  });

  it('gives an operation that cannot be planned an error with a code, every time', async () => {
    const server = await serveEngine({ supergraphSdl: composeTwins() });
    for (let time = 0; time < 2; time++) {
      const { json, status } = await server.ask(twins(8));
      expect([status, json.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
      expect(await answerOf(server, { query: twins(8) })).toBeUndefined();
    }
  });

  it('makes an ApolloGateway that is there already faster, wherever its supergraphs come from', async () => {
    const graph = await openGraph();
    let update = (_supergraphSdl: string) => {};
    const gateway = new ApolloGateway({
      supergraphSdl: async (options) => {
        ({ update } = options);
        return { supergraphSdl: graph.supergraphSdl };
      },
    });
    const server = await serveEngine({ supergraphSdl: followGateway(gateway) });
    const { text } = await server.ask(dashboard);
    expect(text).toContain('"title":"Third"');
    expect(await answerOf(server, { query: dashboard })).toBe(text);
    const { id } = server.engine.status()?.supergraph.current ?? {};
    update(graph.composeWith('added1'));
    await until(() => server.engine.status()?.supergraph.current.id !== id);
    expect((await server.ask('{ author(id: "a1") { added1 } }')).json).toEqual({
      data: { author: { added1: null } },
    });
  });
});

describe('an engine by itself', () => {
  it('answers nothing that Apollo Server has not answered before', async () => {
    const { supergraphSdl } = await openGraph();
    const operations = [{ query: '{ authors { id } }' }]; // planned, but nobody let it through yet
    const server = await serveEngine({ supergraphSdl, operations });
    await server.ask(dashboard);
    for (const query of ['{ authors { id } }', `${dashboard} `, '{ nothing }', '', '__proto__', 'toString'])
      expect(await answerOf(server, { query })).toBeUndefined();
    expect(await answerOf(server, { query: dashboard, operationName: 'Other' })).toBeUndefined();
    expect(await answerOf(server, { query: dashboard })).toBeDefined();
  });

  it.each([{}, { id: null }, { id: [] }, { id: { a: 1 } }, undefined])(
    'leaves variables that do not fit to Apollo Server: %j',
    async (variables) => {
      const { supergraphSdl, authors } = await openGraph();
      const server = await serveEngine({ supergraphSdl });
      await server.ask(byId, { id: 'a1' });
      expect(await answerOf(server, { query: byId, variables })).toBeUndefined();
      expect((await server.ask(byId, variables)).json.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
      expect(authors.fetches).toBe(1);
    },
  );

  it('changes nothing for somebody who may only read', async () => {
    const { supergraphSdl, authors } = await openGraph();
    const server = await serveEngine({ supergraphSdl });
    await server.ask(rename);
    const { fetches } = authors;
    expect(await server.engine.answer({ query: rename }, { ...clientOf(), isReading: true })).toBeUndefined();
    expect(authors.fetches).toBe(fetches);
    expect(await answerOf(server, { query: rename })).toBe('{"data":{"rename":{"name":"Adele"}}}\n');
    expect(authors.fetches).toBe(fetches + 1);
  });

  it('answers nothing before it is started, and says so', async () => {
    const { supergraphSdl } = await openGraph();
    const { engine } = await serveEngine({ supergraphSdl });
    const idle = new (engine.constructor as new (options: object) => typeof engine)({ supergraphSdl });
    expect(await idle.answer({ query: dashboard }, clientOf())).toBeUndefined();
    expect(idle.status()).toBeUndefined();
    await idle.stop();
  });

  it('breaks off its fetches when the client goes away, unless another waits for them', async () => {
    const { supergraphSdl, authors } = await openGraph();
    const server = await serveEngine({ supergraphSdl });
    await server.ask(dashboard);
    const release = authors.hold();
    const { fetches } = authors;
    const [one, other] = [clientOf(), clientOf()];
    const answers = [one, other].map((client) => server.engine.answer({ query: dashboard }, client));
    await until(() => authors.fetches === fetches + 1);
    one.call.cancel();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(authors.brokenOff).toBe(0);
    other.call.cancel();
    await until(() => authors.brokenOff === 1);
    release();
    await Promise.all(answers);
  });
});
