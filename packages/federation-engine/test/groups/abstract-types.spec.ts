import { describeGroup, findAmong } from './describe-group.js';

const works = [
  { __typename: 'Film', id: 'w1', code: 'F-1', size: { reels: 4 }, maker: { mail: 'ann@x' } },
  { __typename: 'Song', id: 'w2', code: 'S-2', size: { reels: 1 }, maker: { mail: 'bob@x' } },
];
const workOf = ({ id }: { id: string }) => works.find((work) => work.id === id);
const otherWorks = ({ id }: { id: string }) => works.filter((work) => work.id === id);

describeGroup({
  name: 'abstract-types',
  subgraphs: {
    works: {
      typeDefs: `
        type Query { works: [Work] similar(id: ID!): [Work] }
        interface Work { id: ID! code: String size: Size maker: Maker draft: Boolean @inaccessible }
        interface Series { parts: [Work] }
        type Size @shareable { reels: Int }
        type Film implements Work & Series @key(fields: "id") {
          id: ID! code: String size: Size @shareable maker: Maker parts: [Film] draft: Boolean seller: Seller
        }
        type Song implements Work & Series @key(fields: "id") {
          id: ID! code: String size: Size @shareable maker: Maker parts: [Song] draft: Boolean seller: Seller
        }
        union Seller = Shop | Self
        type Shop { id: ID! @shareable }
        type Self { mail: String }
        type Maker @key(fields: "mail") { mail: ID! works: Int @shareable }`,
      resolvers: {
        Query: { works: () => works, similar: (_: unknown, { id }: { id: string }) => otherWorks({ id }) },
        Film: {
          __resolveReference: workOf,
          parts: otherWorks,
          seller: () => ({ __typename: 'Shop', id: 's1' }),
        },
        Song: {
          __resolveReference: workOf,
          parts: otherWorks,
          seller: () => ({ __typename: 'Self', mail: 'me@x' }),
        },
        Maker: { works: () => 7 },
      },
    },
    titles: {
      typeDefs: `type Film @key(fields: "id") { id: ID! title: String }`,
      resolvers: { Film: { title: ({ id }: { id: string }) => `title of ${id}` } },
    },
    post: {
      typeDefs: `
        interface Work { id: ID! size: Size posting(to: String): Posting }
        type Film implements Work @key(fields: "id") {
          id: ID! size: Size @external posting(to: String): Posting @requires(fields: "size { reels }")
        }
        type Song implements Work @key(fields: "id") {
          id: ID! size: Size @external posting(to: String): Posting @requires(fields: "size { reels }")
        }
        type Size @shareable { reels: Int }
        type Posting { days: Int to: String }`,
      resolvers: {
        Film: {
          posting: ({ size }: { size: { reels: number } }, { to }: { to: string }) => ({
            days: size.reels,
            to,
          }),
        },
        Song: {
          posting: ({ size }: { size: { reels: number } }, { to }: { to: string }) => ({
            days: size.reels,
            to,
          }),
        },
      },
    },
    reviews: {
      typeDefs: `
        interface Work { id: ID! reviews: [Review!]! }
        interface Series { parts: [Work] }
        type Film implements Work & Series @key(fields: "id") {
          id: ID! reviews: [Review!]! parts: [Film] @external partReviews: [Review!]! @requires(fields: "parts { id }")
        }
        type Song implements Work & Series @key(fields: "id") {
          id: ID! reviews: [Review!]! parts: [Song] @external partReviews: [Review!]! @requires(fields: "parts { id }")
        }
        type Review { text: String! work: Work }`,
      resolvers: {
        Film: {
          reviews: ({ id }: { id: string }) => [{ text: `on ${id}`, work: { __typename: 'Film', id } }],
          partReviews: ({ parts }: { parts: { id: string }[] }) =>
            parts.map(({ id }) => ({ text: `part ${id}` })),
        },
        Song: {
          reviews: () => [],
          partReviews: ({ parts }: { parts: { id: string }[] }) =>
            parts.map(({ id }) => ({ text: `part ${id}` })),
        },
      },
    },
    shops: {
      typeDefs: `type Shop @key(fields: "id") { id: ID! name: String }`,
      resolvers: { Shop: { name: ({ id }: { id: string }) => `shop ${id}` } },
    },
    makers: {
      typeDefs: `type Maker @key(fields: "mail") { mail: ID! name: String }`,
      resolvers: { Maker: { name: ({ mail }: { mail: string }) => mail.split('@')[0] } },
    },
  },
  cases: [
    {
      shows: 'fields of an interface are fetched for each of its types',
      query: '{ works { id code size { reels } maker { mail name works } } }',
      data: {
        works: [
          { id: 'w1', code: 'F-1', size: { reels: 4 }, maker: { mail: 'ann@x', name: 'ann', works: 7 } },
          { id: 'w2', code: 'S-2', size: { reels: 1 }, maker: { mail: 'bob@x', name: 'bob', works: 7 } },
        ],
      },
      asks: ['makers', 'works'],
    },
    {
      shows: 'a field of the interface that another subgraph has requires what the first has',
      query:
        '{ film: similar(id: "w1") { posting(to: "Oslo") { days to } } song: similar(id: "w2") { posting { days to } } }',
      data: {
        film: [{ posting: { days: 4, to: 'Oslo' } }],
        song: [{ posting: { days: 1, to: null } }],
      },
    },
    {
      shows: 'objects reached through another subgraph go on under their interface',
      query: '{ works { reviews { text work { code ... on Film { title } } } } }',
      data: {
        works: [
          { reviews: [{ text: 'on w1', work: { code: 'F-1', title: 'title of w1' } }] },
          { reviews: [] },
        ],
      },
    },
    {
      shows: 'a list of the interface is required under each type',
      query: '{ works { ... on Film { partReviews { text } } ... on Song { partReviews { text } } } }',
      data: { works: [{ partReviews: [{ text: 'part w1' }] }, { partReviews: [{ text: 'part w2' }] }] },
    },
    {
      shows: 'members of a union go on in different subgraphs',
      query:
        '{ works { ... on Film { seller { ...Seen } } ... on Song { seller { ...Seen } } } } fragment Seen on Seller { __typename ... on Shop { name } ... on Self { mail } }',
      data: {
        works: [
          { seller: { __typename: 'Shop', name: 'shop s1' } },
          { seller: { __typename: 'Self', mail: 'me@x' } },
        ],
      },
    },
    {
      shows: 'one interface is asked for within another',
      query: '{ works { ... on Series { parts { id ... on Film { title } } } } }',
      data: { works: [{ parts: [{ id: 'w1', title: 'title of w1' }] }, { parts: [{ id: 'w2' }] }] },
    },
  ],
});

describeGroup({
  name: 'child-type-mismatch',
  subgraphs: {
    list: {
      typeDefs: `type Query { singers: [Singer!]! } type Singer { id: ID @shareable }`,
      resolvers: { Query: { singers: () => [{ id: 'x1' }] } },
    },
    stage: {
      typeDefs: `
        type Query { acts: [Act!]! }
        union Act = Singer | Band
        type Singer @key(fields: "id") { id: ID! name: String peers: [Act!]! }
        type Band { id: ID name: String @shareable peers: [Act!]! }`,
      resolvers: {
        Query: {
          acts: () => [
            { __typename: 'Singer', id: 'x1' },
            { __typename: 'Band', id: null, name: 'Trio' },
          ],
        },
        Singer: {
          name: ({ id }: { id: string }) => `singer ${id}`,
          peers: () => [{ __typename: 'Band', id: 'b2', name: 'Duo' }],
        },
        Band: { peers: () => [{ __typename: 'Singer', id: 'x1' }] },
      },
    },
  },
  cases: [
    {
      shows: 'one field is non-null in one type of a union and nullable in the other',
      query: '{ singers { id } acts { ... on Singer { id name } ... on Band { id name } } }',
      data: {
        singers: [{ id: 'x1' }],
        acts: [
          { id: 'x1', name: 'singer x1' },
          { id: null, name: 'Trio' },
        ],
      },
    },
    {
      shows: 'so it is within lists of the union itself',
      query: `{ acts {
        ... on Singer { id peers { ... on Singer { id } ... on Band { id name } } }
        ... on Band { id peers { ... on Singer { id name } ... on Band { id } } }
      } }`,
      data: {
        acts: [
          { id: 'x1', peers: [{ id: 'b2', name: 'Duo' }] },
          { id: null, peers: [{ id: 'x1', name: 'singer x1' }] },
        ],
      },
    },
    {
      shows: 'under an alias as well',
      query: '{ acts { ... on Singer { same: id } ... on Band { same: id } } }',
      data: { acts: [{ same: 'x1' }, { same: null }] },
    },
  ],
});

const hill = (id: string) => ({ __typename: 'Hill', id });

describeGroup({
  name: 'circular-reference-interface',
  subgraphs: {
    map: {
      typeDefs: `
        type Query { peak: Peak }
        interface Peak { next: Peak }
        type Hill implements Peak @key(fields: "id") {
          id: ID! next: Hill @provides(fields: "height") height: Float @external
        }`,
      resolvers: {
        Query: { peak: () => hill('h1') },
        Hill: { next: ({ id }: { id: string }) => ({ ...hill(id === 'h1' ? 'h2' : 'h1'), height: 1 }) },
      },
    },
    survey: {
      typeDefs: `type Hill @key(fields: "id") { id: ID! height: Float @shareable }`,
      resolvers: { Hill: { height: ({ id }: { id: string }) => (id === 'h1' ? 100 : 200) } },
    },
  },
  cases: [
    {
      shows: 'an interface that leads back to itself is followed as deep as was asked',
      query: '{ peak { next { ... on Peak { next { __typename } } } } }',
      data: { peak: { next: { next: { __typename: 'Hill' } } } },
      asks: ['map'],
    },
    {
      shows: 'a field is fetched above and provided below',
      query:
        '{ peak { __typename ... on Hill { id height next { id height } } next { ... on Hill { id } } } }',
      data: { peak: { __typename: 'Hill', id: 'h1', height: 100, next: { id: 'h2', height: 1 } } },
      asks: ['map', 'survey'],
    },
  ],
});

const nodeOf =
  (types: Readonly<Record<string, string>>) =>
  (_: unknown, { id }: { id: string }) => {
    const type = types[id.slice(0, 1)];
    return type ? { __typename: type, id } : null;
  };

describeGroup({
  name: 'corrupted-supergraph-node-id',
  subgraphs: {
    persons: {
      typeDefs: `
        type Query { node(id: ID!): Node @shareable person(id: ID!): Person }
        interface Node { id: ID! }
        type Person implements Node @key(fields: "id") { id: ID! name: String! }
        type Note implements Node @key(fields: "id") { id: ID! @external author: Person! }`,
      resolvers: {
        Query: { node: nodeOf({ p: 'Person', n: 'Note' }), person: nodeOf({ p: 'Person' }) },
        Person: { name: ({ id }: { id: string }) => `name of ${id}` },
        Note: { author: () => ({ id: 'p1' }) },
      },
    },
    notes: {
      typeDefs: `
        type Query { node(id: ID!): Node @shareable note(id: ID!): Note }
        interface Node { id: ID! }
        type Person implements Node @key(fields: "id") { id: ID! @external notes: [Note!]! }
        type Note implements Node @key(fields: "id") { id: ID! text: String! }`,
      resolvers: {
        Query: { node: nodeOf({ p: 'Person', n: 'Note' }), note: nodeOf({ n: 'Note' }) },
        Person: { notes: () => [{ id: 'n1' }] },
        Note: { text: ({ id }: { id: string }) => `text of ${id}` },
      },
    },
  },
  cases: [
    {
      shows: 'two subgraphs that share a root field over an interface give the types of both',
      query: '{ one: node(id: "p1") { __typename } other: node(id: "n1") { __typename } }',
      data: { one: { __typename: 'Person' }, other: { __typename: 'Note' } },
    },
    {
      shows: 'fields of both types come from their owners',
      query:
        '{ one: node(id: "p1") { ... on Person { id name } } other: node(id: "n1") { ... on Note { id text } } }',
      data: { one: { id: 'p1', name: 'name of p1' }, other: { id: 'n1', text: 'text of n1' } },
    },
    {
      shows: 'each type goes on in the subgraph that does not own it',
      query:
        '{ person(id: "p1") { id notes { id text author { name } } } note(id: "n2") { author { id notes { id } } } }',
      data: {
        person: { id: 'p1', notes: [{ id: 'n1', text: 'text of n1', author: { name: 'name of p1' } }] },
        note: { author: { id: 'p1', notes: [{ id: 'n1' }] } },
      },
    },
  ],
});

const goods = [
  { __typename: 'Kettle', id: 'k1', name: 'Whistler', price: 30 },
  { __typename: 'Rack', id: 'r1', name: 'Spice rack' },
];

describeGroup({
  name: 'node',
  subgraphs: {
    pointer: {
      typeDefs: `
        type Query { kettle: Node rack: Node }
        interface Node { id: ID! }
        type Kettle implements Node @key(fields: "id") { id: ID! }
        type Rack implements Node @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: {
          kettle: () => ({ __typename: 'Kettle', id: 'k1' }),
          rack: () => ({ __typename: 'Rack', id: 'r1' }),
        },
      },
    },
    goods: {
      typeDefs: `
        interface Node { id: ID! }
        type Kettle implements Node @key(fields: "id") @shareable { id: ID! name: String! price: Float! }
        type Rack implements Node @key(fields: "id") { id: ID! name: String! }`,
      resolvers: {
        Kettle: { __resolveReference: findAmong(goods.slice(0, 1)) },
        Rack: { __resolveReference: findAmong(goods.slice(1)) },
      },
    },
  },
  cases: [
    {
      shows: 'the type behind an interface is completed elsewhere',
      query:
        '{ kettle { ... on Kettle { id name __typename price } } rack { id ... on Rack { name } ... on Kettle { price } } }',
      data: {
        kettle: { id: 'k1', name: 'Whistler', __typename: 'Kettle', price: 30 },
        rack: { id: 'r1', name: 'Spice rack' },
      },
      asks: ['goods', 'goods', 'pointer'],
    },
  ],
});

describeGroup({
  name: 'typename',
  subgraphs: {
    bakery: {
      typeDefs: `
        type Query { treat: Treat thing: Thing }
        union Treat = Bun | Tart
        interface Thing { id: ID! }
        type Bun implements Thing { id: ID! }
        type Tart implements Thing { id: ID! }
        interface Baker @key(fields: "id") { id: ID! }
        type Master implements Baker @key(fields: "id") { id: ID! isHead: Boolean! }`,
      resolvers: {
        Query: {
          treat: () => ({ __typename: 'Bun', id: 't1' }),
          thing: () => ({ __typename: 'Tart', id: 't2' }),
        },
        Baker: {
          __resolveReference: ({ id }: { id: string }) => ({ __typename: 'Master', id, isHead: true }),
        },
        Master: { __resolveReference: ({ id }: { id: string }) => ({ id, isHead: true }) },
      },
    },
    staff: {
      typeDefs: `
        type Query { bakers: [Baker] }
        type Baker @key(fields: "id") @interfaceObject { id: ID! name: String! }`,
      resolvers: { Query: { bakers: () => [{ id: 'b1', name: 'Olu' }] } },
    },
  },
  cases: [
    {
      shows: 'the name of a type is given under its own name and under aliases',
      query:
        '{ treat { __typename kind: __typename } thing { id __typename kind: __typename k: __typename } }',
      data: {
        treat: { __typename: 'Bun', kind: 'Bun' },
        thing: { id: 't2', __typename: 'Tart', kind: 'Tart', k: 'Tart' },
      },
    },
    {
      shows: 'and under fragments that apply',
      query: '{ treat { __typename ... on Bun { kind: __typename } ... on Tart { other: __typename } } }',
      data: { treat: { __typename: 'Bun', kind: 'Bun' } },
    },
    {
      shows: 'for an interface object it is the type of the object',
      query: '{ bakers { __typename kind: __typename id name } }',
      data: { bakers: [{ __typename: 'Master', kind: 'Master', id: 'b1', name: 'Olu' }] },
    },
    {
      shows: 'at the root nothing is fetched for it',
      query: '{ __typename kind: __typename }',
      data: { __typename: 'Query', kind: 'Query' },
      asks: [],
    },
  ],
});
