import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { composeSupergraph } from './composed-supergraph.js';
import { executeWithEngine } from './engine-adapter.js';
import { planOperation } from './run-case.js';
import { animals } from './supergraphs/animals.js';
import { grids } from './supergraphs/grids.js';
import { media } from './supergraphs/media.js';
import { shop } from './supergraphs/shop.js';
import type { SupergraphSource } from './supergraphs/supergraph-source.js';

/** A counter-example that the generated cases found, made small, with the answer that GraphQL asks for. */
interface NamedCase {
  readonly name: string;
  readonly supergraph: SupergraphSource;
  readonly query: string;
  /** What each service says, fetch after fetch. */
  readonly answers: Readonly<Record<string, readonly unknown[]>>;
  readonly data: unknown;
  /** Path and code of each error. */
  readonly errors?: readonly (readonly [path: readonly (string | number)[] | undefined, code: string])[];
}

const invalid = 'INVALID_SUBGRAPH_DATA';

const cases: readonly NamedCase[] = [
  {
    name: 'a service may call its root type what it likes',
    supergraph: shop,
    query: '{ __typename me { id } }',
    answers: { accounts: [{ data: { __typename: 'RootQuery', me: { id: 'u1' } } }] },
    data: { __typename: 'Query', me: { id: 'u1' } },
  },
  {
    name: 'an object of an unknown type is null where a union is expected',
    supergraph: animals,
    query: '{ things { __typename ... on Toy { colour } } }',
    answers: { zoo: [{ data: { things: [{ __typename: 'Cow' }, { __typename: 'Toy', colour: 'red' }] } }] },
    data: { things: [null, { __typename: 'Toy', colour: 'red' }] },
    errors: [[['things', 0], invalid]],
  },
  {
    name: 'so is one without a type at all',
    supergraph: animals,
    query: '{ things { ... on Toy { colour } } }',
    answers: { zoo: [{ data: { things: [{ __typename: null }] } }] },
    data: { things: [null] },
    errors: [[['things', 0], invalid]],
  },
  {
    name: 'and one of a type that the schema has, but not there',
    supergraph: shop,
    query: '{ me { __typename id email } }',
    answers: { accounts: [{ data: { me: { __typename: 'Product', id: 'u1', email: 'a@b' } } }] },
    data: { me: null },
    errors: [[['me'], invalid]],
  },
  {
    name: 'an entity that is no object is an error at its place, and those after it are merged',
    supergraph: shop,
    query: '{ products { id rating } }',
    answers: {
      products: [
        {
          data: {
            products: [
              { __typename: 'Product', id: 'p1' },
              { __typename: 'Product', id: 'p2' },
            ],
          },
        },
      ],
      reviews: [{ data: { _entities: [true, { __typename: 'Product', rating: 4.5 }] } }],
    },
    data: {
      products: [
        { id: 'p1', rating: null },
        { id: 'p2', rating: 4.5 },
      ],
    },
    errors: [[['products', 0], invalid]],
  },
  {
    name: 'an object keeps its type when a later service knows it as its interface only',
    supergraph: media,
    query: '{ books { __typename title rating } }',
    answers: {
      library: [{ data: { books: [{ __typename: 'Book', title: 'Ulysses', id: 'm1' }] } }],
      reviews: [{ data: { _entities: [{ __typename: 'Media', rating: 5 }] } }],
    },
    data: { books: [{ __typename: 'Book', title: 'Ulysses', rating: 5 }] },
  },
  {
    name: 'what only the interface’s service gives reaches the fragments on its types',
    supergraph: media,
    query: '{ films { ... on Film { rating } id } }',
    answers: {
      library: [{ data: { films: [{ __typename: 'Film', id: 'm2' }] } }],
      reviews: [{ data: { _entities: [{ __typename: 'Media', rating: 3 }] } }],
    },
    data: { films: [{ rating: 3, id: 'm2' }] },
  },
  {
    name: 'an error of an entity is told at that entity, also where one before it was not asked about',
    supergraph: shop,
    query: '{ products { id rating } }',
    answers: {
      products: [
        {
          data: {
            products: [
              { __typename: 'Category', id: 'p0' },
              { __typename: 'Product', id: 'p1' },
            ],
          },
        },
      ],
      reviews: [
        {
          data: { _entities: [{ __typename: 'Product', rating: null }] },
          errors: [{ message: 'No.', path: ['_entities', 0, 'rating'], extensions: { code: 'NO' } }],
        },
      ],
    },
    data: null,
    errors: [
      [['products', 1, 'rating'], 'NO'],
      [['products', 0], invalid],
    ],
  },
  {
    name: 'a list is not taken for an object without fields',
    supergraph: shop,
    query: '{ me { id } }',
    answers: { accounts: [{ data: { me: [] } }] },
    data: { me: null },
    errors: [[['me'], invalid]],
  },
  {
    name: 'an integer of more than 32 bits is no Int',
    supergraph: shop,
    query: '{ product(id: "p1") { id price } }',
    answers: { products: [{ data: { product: { id: 'p1', price: 2_147_483_648 } } }] },
    data: { product: { id: 'p1', price: null } },
    errors: [[['product', 'price'], invalid]],
  },
  {
    name: 'names that objects have are names like others, in answers and under aliases',
    supergraph: shop,
    query: '{ __proto__: me { constructor: id toString: username } }',
    answers: {
      accounts: [
        JSON.parse(
          '{"data":{"__proto__":{"constructor":"u1","toString":"ada","__proto__":{"polluted":true}}}}',
        ),
      ],
    },
    data: JSON.parse('{"__proto__":{"constructor":"u1","toString":"ada"}}'),
  },
  {
    name: 'a list in a list in the place of objects is null, and nothing else is lost',
    supergraph: grids,
    query: '{ loose { __typename colour } }',
    answers: { board: [{ data: { loose: [[{ __typename: 'Cell', colour: 'white' }, [[]]]] } }] },
    data: { loose: [[{ __typename: 'Cell', colour: 'white' }, null]] },
    errors: [[['loose', 0, 1], invalid]],
  },
];

describe('a counter-example of the generated cases stays answered as GraphQL asks', () => {
  it.each(cases)('$name', async ({ supergraph: source, query, answers, data, errors = [] }) => {
    const supergraph = composeSupergraph(source);
    const planned = planOperation(supergraph, parse(query));
    if (!planned) throw new Error('The planner gave it up.');
    const left = new Map(Object.entries(answers).map(([service, list]) => [service, [...list]]));
    const result = await executeWithEngine(
      supergraph,
      planned.prepared,
      {},
      {
        answer: async (service) => {
          const answer = left.get(service)?.shift();
          if (answer === undefined) throw new Error(`${service} was asked more often than it can answer`);
          return JSON.stringify(answer);
        },
      },
    );
    expect(result.json).toBe(JSON.stringify(data));
    expect(result.errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual(errors);
    expect([...left.values()].flat()).toEqual([]);
  });
});
