import { describe, expect, it } from '@jest/globals';
import { composeServices } from '@apollo/composition';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner, type PlanNode, type QueryPlan, type SubscriptionNode } from '@apollo/query-planner';
import { parse } from 'graphql';
import { addEntityKeys } from '../../src/cache/entity-selections.js';
import { readSupergraphFacts } from '../../src/planner/supergraph-facts.js';

describe('the planner', () => {
  const { supergraphSdl = '' } = composeServices(
    [
      `type Query { country: Country media: [Media!] parties: [Party] }
       type Country @key(fields: "iso3") { iso3: ID! name: String }
       type Club { name: String }
       union Party = Country | Club
       interface Media @key(fields: "id") { id: ID! }
       type Book implements Media @key(fields: "id") { id: ID! pages: Int }
       type Film implements Media @key(fields: "id") { id: ID! minutes: Int }`,
      `type Query { reviewed: [Media!] best: Country }
       type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int }
       type Country @key(fields: "iso3") { iso3: ID! treaties: [Treaty!] }
       type Treaty @key(fields: "office number") { office: Int! number: Int! title: String }`,
    ].map((sdl, index) => ({
      name: `s${index}`,
      url: 'http://s.invalid',
      typeDefs: parse(
        `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@interfaceObject"]) ${sdl}`,
      ),
    })),
  );
  const supergraph = Supergraph.build(supergraphSdl);
  const api = supergraph.apiSchema();
  const planner = new QueryPlanner(supergraph);
  const facts = readSupergraphFacts(supergraph, api);

  function countFetches(node: QueryPlan | PlanNode | SubscriptionNode | undefined): number {
    if (node === undefined) return 0;
    if (node.kind === 'Fetch') return 1;
    if (node.kind === 'QueryPlan' || node.kind === 'Flatten') return countFetches(node.node);
    if (node.kind === 'Sequence' || node.kind === 'Parallel')
      return node.nodes.reduce((sum, each) => sum + countFetches(each), 0);
    throw new Error(`unexpected ${node.kind}`);
  }

  it.each([
    ['{ country { name treaties { title } } best { name } }', 4],
    ['{ reviewed { stars } media { id stars } }', 3],
    ['{ reviewed { id ... on Book { pages } } }', 2],
    ['{ parties { __typename ... on Country { treaties { title } } } }', 2],
    ['{ parties { ... on Club { name } } __typename }', 1],
  ])('makes no more fetches of %s with keys', (operation, fetches) => {
    const plain = parse(operation);
    const { document } = addEntityKeys(plain, undefined, api.toGraphQLJSSchema(), facts);
    const plans = [plain, document].map((each) => planner.buildQueryPlan(operationFromDocument(api, each)));
    expect(plans.map(countFetches)).toEqual([fetches, fetches]);
  });
});
