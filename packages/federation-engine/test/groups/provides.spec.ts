import { describeGroup } from './describe-group.js';

describeGroup({
  name: 'nested-provides',
  subgraphs: {
    stalls: {
      typeDefs: `type Stall @key(fields: "id") { id: ID! }`,
    },
    market: {
      typeDefs: `
        type Query { stalls: [Stall] @shareable @provides(fields: "goods { id name kinds { id name } }") }
        type Stall @key(fields: "id") { id: ID! goods: [Goods] @external }
        type Goods @key(fields: "id") { id: ID! name: String kinds: [Goods] @external }`,
      resolvers: {
        Query: {
          stalls: () => [
            {
              id: 's1',
              goods: [{ id: 'g1', name: 'Fruit', kinds: [{ id: 'g2', name: 'Apples' }] }],
            },
          ],
        },
      },
    },
    guide: {
      typeDefs: `
        type Stall @key(fields: "id") { id: ID! goods: [Goods] @shareable }
        type Goods @key(fields: "id") { id: ID! kinds: [Goods] @shareable season: String }`,
      resolvers: {
        Stall: { goods: () => [{ id: 'g1' }] },
        Goods: { kinds: () => [{ id: 'g2' }], season: ({ id }: { id: string }) => `season of ${id}` },
      },
    },
  },
  cases: [
    {
      shows: 'what a path provides is taken there, objects within objects included',
      query: '{ stalls { id goods { id name kinds { id name } } } }',
      data: {
        stalls: [{ id: 's1', goods: [{ id: 'g1', name: 'Fruit', kinds: [{ id: 'g2', name: 'Apples' }] }] }],
      },
      asks: ['market'],
    },
    {
      shows: 'what it does not provide is fetched for each object on its own',
      query: '{ stalls { goods { season kinds { season name } } } }',
      data: {
        stalls: [
          { goods: [{ season: 'season of g1', kinds: [{ season: 'season of g2', name: 'Apples' }] }] },
        ],
      },
    },
  ],
});

const instruments = [
  { __typename: 'Violin', id: 'i1', name: 'Elsa', strings: 4 },
  { __typename: 'Drum', id: 'i2', name: 'Bam', inches: 22 },
];
const instrumentOf = ({ id }: { id: string }) => instruments.find((instrument) => instrument.id === id);

describeGroup({
  name: 'provides-on-interface',
  subgraphs: {
    concerts: {
      typeDefs: `
        type Query { band: Band @provides(fields: "instruments { ... on Violin { name } }") }
        interface Instrument { id: ID! }
        type Band @key(fields: "id") { id: ID! instruments: [Instrument] @shareable }
        type Violin implements Instrument @key(fields: "id") { id: ID! name: String @external }
        type Drum implements Instrument @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: {
          band: () => ({
            id: 'b1',
            instruments: [
              { __typename: 'Violin', id: 'i1', name: 'Elsa, as announced' },
              { __typename: 'Drum', id: 'i2' },
            ],
          }),
        },
      },
    },
    instruments: {
      typeDefs: `
        interface Instrument { id: ID! name: String }
        type Band @key(fields: "id") { id: ID! instruments: [Instrument] @shareable }
        type Violin implements Instrument @key(fields: "id") { id: ID! name: String @shareable strings: Int }
        type Drum implements Instrument @key(fields: "id") { id: ID! name: String @shareable inches: Int }`,
      resolvers: {
        Band: { instruments: () => instruments },
        Violin: { __resolveReference: instrumentOf },
        Drum: { __resolveReference: instrumentOf },
      },
    },
  },
  cases: [
    {
      shows: 'a field is provided for one of the types of an interface only',
      query: '{ band { instruments { id ... on Violin { name } } } }',
      data: { band: { instruments: [{ id: 'i1', name: 'Elsa, as announced' }, { id: 'i2' }] } },
      asks: ['concerts'],
    },
    {
      shows: 'for the other type it is fetched',
      query: '{ band { instruments { ... on Drum { name inches } } } }',
      data: { band: { instruments: [{}, { name: 'Bam', inches: 22 }] } },
      asks: ['concerts', 'instruments'],
    },
  ],
});

describeGroup({
  name: 'provides-on-union',
  subgraphs: {
    archive: {
      typeDefs: `
        type Query { finds: [Find] @provides(fields: "... on Coin { metal }") }
        union Find = Coin | Shard
        type Coin @key(fields: "id") { id: ID! metal: String @external }
        type Shard @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: {
          finds: () => [
            { __typename: 'Coin', id: 'f1', metal: 'silver, says the archive' },
            { __typename: 'Shard', id: 'f2' },
          ],
        },
      },
    },
    laboratory: {
      typeDefs: `
        type Coin @key(fields: "id") { id: ID! metal: String @shareable }
        type Shard @key(fields: "id") { id: ID! metal: String }`,
      resolvers: { Coin: { metal: () => 'silver' }, Shard: { metal: () => 'none' } },
    },
  },
  cases: [
    {
      shows: 'a field is provided for one member of a union',
      query: '{ finds { ... on Coin { id metal } ... on Shard { id } } }',
      data: { finds: [{ id: 'f1', metal: 'silver, says the archive' }, { id: 'f2' }] },
      asks: ['archive'],
    },
    {
      shows: 'for another member the same field is fetched',
      query: '{ finds { ... on Coin { metal } ... on Shard { metal } } }',
      data: { finds: [{ metal: 'silver, says the archive' }, { metal: 'none' }] },
      asks: ['archive', 'laboratory'],
    },
  ],
});
