import { describe, expect, test } from '@jest/globals';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, validate, type GraphQLError } from 'graphql';
import { ClientCall } from '../../src/client-call.js';
import { Graph } from '../../src/graph.js';
import { createApolloPlanner } from '../../src/planner/apollo-planner.js';
import { localSubgraph } from '../../src/subgraph/local-subgraph.js';
import type { Subgraph } from '../../src/subgraph/subgraph.js';

type Resolvers = Extract<Parameters<typeof buildSubgraphSchema>[0], { resolvers?: unknown }>['resolvers'];

export interface GroupSubgraph {
  readonly typeDefs: string;
  readonly resolvers?: Resolvers;
  /** Written for the first Federation, which has no `@link`. */
  readonly isFederation1?: true;
}

export interface GroupCase {
  /** A sentence: what is shown. */
  readonly shows: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly data?: unknown;
  /** Where the answer's errors are; none unless told. */
  readonly errorsAt?: readonly string[];
  /** The code with which the operation is refused before anything is fetched. */
  readonly refusedWith?: string;
  /** Which subgraphs are asked, in alphabetical order, once for each fetch. */
  readonly asks?: readonly string[];
}

export interface Group {
  /** The group of the public audit whose capability this is. */
  readonly name: string;
  readonly subgraphs: Readonly<Record<string, GroupSubgraph>>;
  readonly cases: readonly GroupCase[];
}

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: [
  "@key" "@requires" "@provides" "@external" "@extends" "@shareable" "@override" "@inaccessible" "@interfaceObject"
])\n`;

const documentOf = ({ typeDefs, isFederation1 }: GroupSubgraph) =>
  parse(isFederation1 ? typeDefs : link + typeDefs);

/** Resolves references among rows by what the rows and the reference have in common. */
export const findAmong =
  <Row extends object>(rows: readonly Row[]) =>
  (reference: object): Row | undefined =>
    rows.find((row) =>
      Object.entries(row).every(
        ([key, value]) =>
          key === '__typename' ||
          !Object.hasOwn(reference, key) ||
          isSame(value, Reflect.get(reference, key)),
      ),
    );

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

function serve(name: string, subgraph: GroupSubgraph, asked: string[]): Subgraph {
  const schema = buildSubgraphSchema({
    typeDefs: documentOf(subgraph),
    ...(subgraph.resolvers && { resolvers: subgraph.resolvers }),
  });
  return localSubgraph({
    name,
    execute: ({ query, variables }) => {
      asked.push(name);
      return graphql({ schema, source: query, variableValues: variables });
    },
  });
}

/** A graph of the group's subgraphs, which note in `asked` that they were. */
function openGraph({ subgraphs }: Group, asked: string[]): Graph {
  const entries = Object.entries(subgraphs);
  const { supergraphSdl, errors } = composeServices(
    entries.map(([name, subgraph]) => ({
      name,
      url: `http://${name}.invalid`,
      typeDefs: documentOf(subgraph),
    })),
  );
  if (supergraphSdl === undefined) throw new Error((errors ?? []).map(String).join('\n'));
  return new Graph({
    id: 'group',
    supergraphSdl,
    planner: createApolloPlanner(supergraphSdl),
    subgraphs: new Map(entries.map(([name, subgraph]) => [name, serve(name, subgraph, asked)])),
    maxOperations: 100,
    withEntityKeys: false,
  });
}

const placeOf = ({ path = [] }: GraphQLError) => path.join('.');

async function answer(graph: Graph, { query, variables = {} }: GroupCase) {
  const document = parse(query);
  const problems = validate(graph.schema, document);
  if (problems.length > 0) return { refusedWith: 'GRAPHQL_VALIDATION_FAILED' };
  const { prepared } = await graph.operations.admit({ query }, document);
  const call = new ClientCall({}, 10_000);
  return prepared.execute({ variables, subgraphs: graph.subgraphs, call });
}

async function runCase(graph: Graph, asked: string[], expected: GroupCase): Promise<void> {
  asked.length = 0;
  const result = await answer(graph, expected).catch((error: GraphQLError) => ({
    refusedWith: error.extensions?.['code'] ?? error,
  }));
  if ('refusedWith' in result || expected.refusedWith) {
    expect(result).toEqual({ refusedWith: expected.refusedWith });
    return;
  }
  expect({ data: JSON.parse(result.json) as unknown, errorsAt: result.errors.map(placeOf) }).toEqual({
    data: expected.data,
    errorsAt: expected.errorsAt ?? [],
  });
  if (expected.asks) expect([...asked].sort()).toEqual(expected.asks);
}

/** Registers a test for each of a group's cases; every case is asked over real subgraphs in this process. */
export function describeGroup(group: Group): void {
  describe(group.name, () => {
    const asked: string[] = [];
    let graph: Graph | undefined;
    test.each(group.cases)('$shows', async (expected) => {
      graph ??= openGraph(group, asked);
      await runCase(graph, asked, expected);
    });
  });
}
