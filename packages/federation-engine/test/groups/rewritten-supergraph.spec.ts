import { expect, test } from '@jest/globals';
import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { parse, print, printSchema } from 'graphql';
import { rewriteSupergraph } from '../../src/planner/rewrite-supergraph.js';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3",
  import: ["@key" "@requires" "@external" "@interfaceObject"])\n`;

function compose(subgraphs: Readonly<Record<string, string>>): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(subgraphs).map(([name, typeDefs]) => ({
      name,
      url: `http://${name}.invalid`,
      typeDefs: parse(link + typeDefs),
    })),
  );
  if (supergraphSdl === undefined) throw new Error((errors ?? []).map(String).join('\n'));
  return supergraphSdl;
}

const clientSchema = (supergraph: Supergraph) => printSchema(supergraph.apiSchema().toGraphQLJSSchema());

const owner = `
  type Query { boats: [Boat] }
  interface Craft @key(fields: "id") { id: ID! toll(zone: Int!): Int }
  type Boat implements Craft @key(fields: "id") { id: ID! toll(zone: Int!): Int berth: Berth }
  type Berth { toll(zone: Int!): Int }`;

test('clients see the same schema whatever is required with arguments', () => {
  const sdl = compose({
    owner,
    taxes: `
      type Craft @key(fields: "id") @interfaceObject {
        id: ID! toll(zone: Int!): Int @external tax: Int @requires(fields: "toll(zone: 1)")
      }`,
    fees: `
      type Boat @key(fields: "id") {
        id: ID! berth: Berth @external fee: Int @requires(fields: "berth { toll(zone: 2) }")
      }
      type Berth @external { toll(zone: Int!): Int }`,
  });
  const { supergraph, required } = rewriteSupergraph(sdl);
  expect(
    [...required.fields.values()].map(({ typeName, fieldName }) => `${typeName}.${fieldName}`).sort(),
  ).toEqual(['Berth.toll', 'Craft.toll']);
  expect(clientSchema(Supergraph.build(supergraph))).toBe(clientSchema(Supergraph.build(sdl)));
});

test('a supergraph that needs no rewriting is planned as it is', () => {
  const sdl = compose({
    owner: owner.replace('berth: Berth', 'berth: Berth length: Int'),
    fees: `
      type Boat @key(fields: "id") {
        id: ID! length: Int @external fee(currency: String): Int @requires(fields: "length")
      }`,
  });
  expect(print(rewriteSupergraph(sdl).supergraph)).toBe(print(parse(sdl)));
});

test('keys that a subgraph cannot look up come after those that it can, in their order otherwise', () => {
  const sdl = compose({
    owner: `
      type Query { boat: Boat }
      type Boat @key(fields: "flag", resolvable: false) @key(fields: "id") @key(fields: "mark", resolvable: false)
        @key(fields: "name") { id: ID! flag: ID! mark: ID! name: ID! }`,
  });
  const printed = print(rewriteSupergraph(sdl).supergraph);
  const keys = [...printed.matchAll(/@join__type\(graph: OWNER, key: "(\w+)"/g)].map(([, key]) => key);
  expect(keys).toEqual(['id', 'name', 'flag', 'mark']);
});
