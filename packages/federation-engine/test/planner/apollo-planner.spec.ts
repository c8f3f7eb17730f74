import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ApolloGateway } from '@apollo/gateway';
import { buildSchema, GraphQLError, introspectionFromSchema } from 'graphql';
import { createApolloPlanner } from '../../src/planner/apollo-planner.js';
import { compose, composeTwins, composeVersion, twins } from './compose.js';

process.env['APOLLO_TELEMETRY_DISABLED'] = '1';

const corridor = readFileSync(new URL('../../../../gateway/supergraph.graphql', import.meta.url), 'utf8');

const everything = compose({
  one: `
    """
    What is asked.
      Indented "quotes", \\"""three of them\\""" and a \\\\ backslash
    """
    type Query {
      find(first: Int = 20, filter: Filter = { kinds: [ONE], text: "a\\"b" }, old: Int @deprecated(reason: "no")): [Thing!]!
      any: Any
      node: Node
      hidden: Int @inaccessible
    }
    type Mutation { add(name: String!): Thing }
    type Subscription { added: Thing }
    "A moment" scalar Moment @specifiedBy(url: "https://example.org/moment")
    enum Kind { "The first" ONE TWO @deprecated OLD @inaccessible }
    input Filter { kinds: [Kind!] = [ONE, TWO] text: String }
    interface Named { name: String }
    interface Node implements Named { id: ID! name: String }
    type Thing implements Node & Named @key(fields: "id") { id: ID! name: String at: Moment kind: Kind }
    type Secret implements Node & Named @inaccessible { id: ID! name: String }
    union Any = Thing | Other | Secret
    type Other { only: Float }
    directive @cost(weight: Int = 1) on FIELD | FRAGMENT_SPREAD`,
  two: `type Query { more: Boolean } type Thing @key(fields: "id") { id: ID! added: [String] }
    directive @cost(weight: Int = 1) on FIELD | FRAGMENT_SPREAD`,
});

async function refusalOf(plan: Promise<unknown>): Promise<GraphQLError> {
  const error: unknown = await plan.catch((thrown: unknown) => thrown);
  if (error instanceof GraphQLError) return error;
  throw new Error('not refused as GraphQL does', { cause: error });
}

describe('the schema that clients see', () => {
  it.each([
    ['a supergraph with everything in it', everything],
    ['the product', corridor],
    ['twins', composeTwins()],
  ])('is introspected as behind Apollo Gateway: %s', async (_name, supergraphSdl) => {
    const gateway = new ApolloGateway({
      supergraphSdl,
      logger: { debug() {}, info() {}, warn() {}, error() {} },
    });
    const { schema } = await gateway.load();
    const ours = buildSchema(createApolloPlanner(supergraphSdl).facts.apiSchema);
    expect(introspectionFromSchema(ours)).toEqual(introspectionFromSchema(schema));
    await gateway.stop();
  });
});

describe('what lies below an abstract type', () => {
  it('includes interfaces, and what clients may not see', () => {
    expect(createApolloPlanner(everything).facts.possibleTypes).toEqual({
      Any: ['Thing', 'Other', 'Secret'],
      Named: ['Node', 'Secret', 'Thing'],
      Node: ['Secret', 'Thing'],
    });
  });
});

describe('a plan', () => {
  const planner = createApolloPlanner(everything);
  const plan = (document: string, operationName?: string) => planner.plan({ document, operationName });

  it('is plain JSON', async () => {
    const made = await plan('query ($n: Int) { find(first: $n) { name added } }');
    expect(made).toStrictEqual(JSON.parse(JSON.stringify(made)));
    expect(JSON.stringify(made)).toContain('"variableUsages":["n"]');
    expect(JSON.stringify(made)).not.toContain('operationDocumentNode');
  });

  it('is for the operation of that name', async () => {
    const document = 'query A { more } query B { any { __typename } }';
    expect(JSON.stringify(await plan(document, 'A'))).toContain('"serviceName":"two"');
    expect(JSON.stringify(await plan(document, 'B'))).toContain('"serviceName":"one"');
  });

  it('is empty for an operation of introspection alone', async () => {
    expect(await plan('{ __schema { queryType { name } } }')).toEqual({ kind: 'QueryPlan' });
    const inFragments =
      '{ ...F ... on Query { s: __schema { __typename } } } fragment F on Query { t: __type(name: "T") { name } }';
    expect(await plan(inFragments)).toEqual({ kind: 'QueryPlan' });
  });

  it('leaves introspection out where it is mixed with fields', async () => {
    const made = JSON.stringify(
      await plan('{ more __schema { __typename } ...F } fragment F on Query { __type(name: "T") { name } }'),
    );
    expect(made).toContain('{more}');
    expect(made).not.toContain('__schema');
    expect(made).not.toContain('__type(');
  });

  it('separates the event of a subscription from what is fetched after it', async () => {
    expect((await plan('subscription { added { name added } }')).node).toMatchObject({
      kind: 'Subscription',
      primary: { serviceName: 'one' },
      rest: { kind: 'Sequence' },
    });
  });
});

describe('an operation without a plan', () => {
  it('is the client’s fault when it could be fetched in too many ways', async () => {
    const planner = createApolloPlanner(composeTwins());
    const error = await refusalOf(planner.plan({ document: twins(7), operationName: undefined }));
    expect(error.extensions).toEqual({ code: 'BAD_USER_INPUT', http: { status: 400 } });
    expect(error.originalError?.message).toMatch(/^Too many options/);
  });

  it.each([
    ['that is not GraphQL', '{ a'],
    ['with an unknown field', '{ nope }'],
    ['with an unknown fragment', '{ ...Nope }'],
    ['of a kind the schema has not', 'subscription { a }'],
    ['nested deeper than the stack', `{ ${'a { '.repeat(20_000)}`],
  ])('is refused with a code and without the planner’s words: one %s', async (_name, document) => {
    const planner = createApolloPlanner(composeVersion('first'));
    const error = await refusalOf(planner.plan({ document, operationName: undefined }));
    expect(error.message).toBe('The operation cannot be planned.');
    expect(error.extensions).toEqual({ code: 'OPERATION_CANNOT_BE_PLANNED' });
    expect(error.originalError).toBeInstanceOf(Error);
    expect(JSON.stringify(error)).not.toContain('originalError');
    expect(await planner.plan({ document: '{ first }', operationName: undefined })).toHaveProperty('node');
  });
});

describe('a broken supergraph', () => {
  it.each([
    ['text that is no SDL', 'type {', /Syntax Error/],
    ['a schema that is no supergraph', 'type Query { a: Int }', /must be a core schema/],
    [
      'a supergraph with an unknown type',
      composeVersion('first').replace(': String', ': Missing'),
      /Missing/,
    ],
  ])('is refused with the reason: %s', (_name, supergraphSdl, reason) => {
    expect(() => createApolloPlanner(supergraphSdl)).toThrow(/The supergraph is broken: /);
    expect(() => createApolloPlanner(supergraphSdl)).toThrow(reason);
  });
});
