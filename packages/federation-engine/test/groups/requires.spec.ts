import { describeGroup, findAmong } from './describe-group.js';

const bikes = [
  { frame: 'f1', name: 'Racer', weight: 8, price: 900 },
  { frame: 'f2', name: 'Cargo', weight: 30, price: 2000 },
];

describeGroup({
  name: 'simple-requires-provides',
  subgraphs: {
    riders: {
      typeDefs: `
        type Query { rider: Rider }
        type Rider @key(fields: "id") { id: ID! name: String nick: String @shareable }`,
      resolvers: {
        Query: { rider: () => ({ id: 'r1' }) },
        Rider: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          name: () => 'Mira',
          nick: ({ id }: { id: string }) => `nick of ${id}`,
        },
      },
    },
    bikes: {
      typeDefs: `
        type Query { bikes: [Bike] }
        type Bike @key(fields: "frame") { frame: String! name: String price: Int weight: Int }`,
      resolvers: { Query: { bikes: () => bikes }, Bike: { __resolveReference: findAmong(bikes) } },
    },
    shipping: {
      typeDefs: `
        type Bike @key(fields: "frame") {
          frame: String! weight: Int @external price: Int @external inStore: Boolean
          postage: Int @requires(fields: "price weight")
          label: String @requires(fields: "price weight")
        }`,
      resolvers: {
        Bike: {
          inStore: ({ frame }: { frame: string }) => frame === 'f1',
          postage: ({ price, weight }: { price: number; weight: number }) => (price > 1000 ? 0 : weight * 3),
          label: ({ price, weight }: { price: number; weight: number }) => `${price}/${weight}`,
        },
      },
    },
    tests: {
      typeDefs: `
        type Ride @key(fields: "id") { id: ID! verdict: String rider: Rider @provides(fields: "nick") bike: Bike }
        type Rider @key(fields: "id") { id: ID! nick: String @external rides: [Ride] }
        type Bike @key(fields: "frame") { frame: String! rides: [Ride] }`,
      resolvers: {
        Rider: {
          rides: () => [
            { id: 'x1', verdict: 'swift', rider: { id: 'r1', nick: 'as lent' }, bike: { frame: 'f1' } },
            { id: 'x2', verdict: 'solid', rider: { id: 'r1', nick: 'as lent' }, bike: { frame: 'f2' } },
          ],
        },
        Bike: { rides: ({ frame }: { frame: string }) => [{ id: `ride of ${frame}` }] },
      },
    },
  },
  cases: [
    {
      shows: 'required fields are fetched first and sent along',
      query: '{ bikes { frame postage label } }',
      data: {
        bikes: [
          { frame: 'f1', postage: 24, label: '900/8' },
          { frame: 'f2', postage: 0, label: '2000/30' },
        ],
      },
      asks: ['bikes', 'shipping'],
    },
    {
      shows: 'a subgraph that already has the key asks for what is required on the way',
      query: '{ rider { rides { rider { nick } bike { postage } } } }',
      data: {
        rider: {
          rides: [
            { rider: { nick: 'as lent' }, bike: { postage: 24 } },
            { rider: { nick: 'as lent' }, bike: { postage: 0 } },
          ],
        },
      },
      asks: ['bikes', 'riders', 'shipping', 'tests'],
    },
    {
      shows: 'entities lead back and forth between the same subgraphs',
      query: '{ rider { name rides { id verdict bike { name inStore rides { id } } } } }',
      data: {
        rider: {
          name: 'Mira',
          rides: [
            {
              id: 'x1',
              verdict: 'swift',
              bike: { name: 'Racer', inStore: true, rides: [{ id: 'ride of f1' }] },
            },
            {
              id: 'x2',
              verdict: 'solid',
              bike: { name: 'Cargo', inStore: false, rides: [{ id: 'ride of f2' }] },
            },
          ],
        },
      },
    },
  ],
});

describeGroup({
  name: 'requires-requires',
  subgraphs: {
    gauge: {
      typeDefs: `type Dam @key(fields: "id") { id: ID! level: Float! @inaccessible }`,
      resolvers: { Dam: { level: () => 81.5 } },
    },
    valley: {
      typeDefs: `type Query { dam: Dam } type Dam @key(fields: "id") { id: ID! isGated: Boolean! }`,
      resolvers: {
        Query: { dam: () => ({ id: 'd1', isGated: true }) },
        Dam: { __resolveReference: ({ id }: { id: string }) => ({ id, isGated: true }) },
      },
    },
    warning: {
      typeDefs: `
        type Dam @key(fields: "id") {
          id: ID! level: Float! @external isGated: Boolean! @external
          isHigh: Boolean! @requires(fields: "level")
          isControlled: Boolean! @requires(fields: "isGated")
        }`,
      resolvers: {
        Dam: {
          isHigh: ({ level }: { level: number }) => level > 80,
          isControlled: ({ isGated }: { isGated: boolean }) => isGated,
        },
      },
    },
    sirens: {
      typeDefs: `
        type Dam @key(fields: "id") {
          id: ID! isHigh: Boolean! @external isControlled: Boolean! @external
          siren: String! @requires(fields: "isHigh")
          guard: String! @requires(fields: "isHigh isControlled")
        }`,
      resolvers: {
        Dam: {
          siren: ({ isHigh }: { isHigh: boolean }) => (isHigh ? 'on' : 'off'),
          guard: ({ isHigh, isControlled }: { isHigh: boolean; isControlled: boolean }) =>
            `${isHigh} and ${isControlled}`,
        },
      },
    },
  },
  cases: [
    {
      shows: 'what is required requires something itself, which clients cannot see',
      query: '{ dam { siren } }',
      data: { dam: { siren: 'on' } },
      asks: ['gauge', 'sirens', 'valley', 'warning'],
    },
    {
      shows: 'two chains of requirements meet in one field',
      query: '{ dam { isHigh guard } }',
      data: { dam: { isHigh: true, guard: 'true and true' } },
    },
    {
      shows: 'what is hidden stays hidden',
      query: '{ dam { level } }',
      refusedWith: 'GRAPHQL_VALIDATION_FAILED',
    },
  ],
});

describeGroup({
  name: 'requires-circular',
  subgraphs: {
    papers: {
      typeDefs: `
        type Query { papers: [Paper] }
        type Paper @key(fields: "id") {
          id: ID! isEarly: Boolean! @external
          isSeasoned: Boolean! @requires(fields: "isEarly")
        }
        type Author @key(fields: "id") { id: ID! papersWritten: Int! }`,
      resolvers: {
        Query: { papers: () => [{ id: 'p1' }, { id: 'p2' }] },
        Paper: { isSeasoned: ({ isEarly }: { isEarly: boolean }) => !isEarly },
        Author: { papersWritten: ({ id }: { id: string }) => (id === 'a-p1' ? 2 : 40) },
      },
    },
    authors: {
      typeDefs: `
        type Paper @key(fields: "id") {
          id: ID! author: Author!
          isEarly: Boolean! @requires(fields: "author { papersWritten }")
        }
        type Author @key(fields: "id") { id: ID! papersWritten: Int! @external }`,
      resolvers: {
        Paper: {
          author: ({ id }: { id: string }) => ({ id: `a-${id}` }),
          isEarly: ({ author }: { author: { papersWritten: number } }) => author.papersWritten < 10,
        },
      },
    },
  },
  cases: [
    {
      shows: 'a field requires what the subgraph it came from knows of an object that it has itself',
      query: '{ papers { isEarly } }',
      data: { papers: [{ isEarly: true }, { isEarly: false }] },
    },
    {
      shows: 'requirements lead there and back again',
      query: '{ papers { isSeasoned } }',
      data: { papers: [{ isSeasoned: false }, { isSeasoned: true }] },
    },
  ],
});

const homes = [
  { __typename: 'Burrow', id: 'b1', depth: 2 },
  { __typename: 'Nest', id: 'n1', height: 9 },
];
const homeOf = (id: string) => homes[id === 'fox' ? 0 : 1];

describeGroup({
  name: 'requires-interface',
  subgraphs: {
    habits: {
      typeDefs: `
        type Query { animals: [Animal] }
        interface Home { id: ID! }
        type Burrow implements Home @key(fields: "id") { id: ID! }
        type Nest implements Home @key(fields: "id") { id: ID! }
        type Animal @key(fields: "id") {
          id: ID! home: Home @external
          habit: String @requires(fields: "home { id }")
          nestling: String @requires(fields: "home { ... on Nest { id } }")
        }`,
      resolvers: {
        Query: { animals: () => [{ id: 'fox' }, { id: 'owl' }] },
        Animal: {
          habit: ({ home }: { home: { id: string } }) => `sleeps in ${home.id}`,
          nestling: ({ home }: { home: { id?: string } }) => (home.id ? `hatched in ${home.id}` : null),
        },
      },
    },
    homes: {
      typeDefs: `
        interface Home { id: ID! }
        type Burrow implements Home @key(fields: "id") { id: ID! depth: Int }
        type Nest implements Home @key(fields: "id") { id: ID! height: Int }
        type Animal @key(fields: "id") { id: ID! home: Home @shareable }`,
      resolvers: { Animal: { home: ({ id }: { id: string }) => homeOf(id) } },
    },
  },
  cases: [
    {
      shows: 'a field of an interface is required of whatever object there is',
      query: '{ animals { habit } }',
      data: { animals: [{ habit: 'sleeps in b1' }, { habit: 'sleeps in n1' }] },
      asks: ['habits', 'habits', 'homes'],
    },
    {
      shows: 'a field is required of one of the types only',
      query: '{ animals { nestling home { ... on Burrow { depth } } } }',
      data: {
        animals: [
          { nestling: null, home: { depth: 2 } },
          { nestling: 'hatched in n1', home: {} },
        ],
      },
    },
  ],
});

describeGroup({
  name: 'requires-with-fragments',
  subgraphs: {
    parcels: {
      typeDefs: `
        type Query { parcel(id: ID!): Parcel }
        type Parcel @key(fields: "id") { id: ID! content: Content }
        interface Content { name: String! }
        interface Fragile implements Content { name: String! padding: String! }
        type Vase implements Content & Fragile @shareable { name: String! padding: String! height: Int! }
        type Lamp implements Content & Fragile @shareable { name: String! padding: String! watts: Int! }`,
      resolvers: {
        Query: { parcel: (_: unknown, { id }: { id: string }) => ({ id }) },
        Parcel: {
          content: ({ id }: { id: string }) =>
            id === 'vase'
              ? { __typename: 'Vase', name: 'Ming', padding: 'straw', height: 40 }
              : { __typename: 'Lamp', name: 'Desk lamp', padding: 'foam', watts: 60 },
        },
      },
    },
    insurance: {
      typeDefs: `
        type Parcel @key(fields: "id") {
          id: ID! content: Content @external
          risk: String! @requires(fields: """
            content { name ... on Fragile { padding ... on Vase { height } ... on Lamp { watts } } }
          """)
          title: String! @requires(fields: "content { ... on Content { name } }")
        }
        interface Content { name: String! }
        interface Fragile implements Content { name: String! padding: String! }
        type Vase implements Content & Fragile @shareable { name: String! padding: String! height: Int! }
        type Lamp implements Content & Fragile @shareable { name: String! padding: String! watts: Int! }`,
      resolvers: {
        Parcel: {
          risk: ({ content }: { content: Record<string, string> }) =>
            ['name', 'padding', 'height', 'watts']
              .filter((key) => key in content)
              .map((key) => content[key])
              .join(' '),
          title: ({ content }: { content: { name: string } }) => content.name,
        },
      },
    },
  },
  cases: [
    {
      shows: 'fragments within fragments are required, each of its own type',
      query: '{ vase: parcel(id: "vase") { risk } lamp: parcel(id: "lamp") { risk } }',
      data: { vase: { risk: 'Ming straw 40' }, lamp: { risk: 'Desk lamp foam 60' } },
    },
    {
      shows: 'what is required does not show in what was asked',
      query: '{ parcel(id: "vase") { title content { __typename ... on Vase { height } } } }',
      data: { parcel: { title: 'Ming', content: { __typename: 'Vase', height: 40 } } },
    },
  ],
});

describeGroup({
  name: 'include-skip',
  subgraphs: {
    wells: {
      typeDefs: `type Query { well: Well } type Well @key(fields: "id") { id: ID! depth: Float! }`,
      resolvers: {
        Query: { well: () => ({ id: 'w1', depth: 31 }) },
        Well: { __resolveReference: ({ id }: { id: string }) => ({ id, depth: 31 }) },
      },
    },
    survey: {
      typeDefs: `
        type Well @key(fields: "id") {
          id: ID! depth: Float! @external isDeep: Boolean! @requires(fields: "depth")
        }`,
      resolvers: { Well: { isDeep: ({ depth }: { depth: number }) => depth > 30 } },
    },
    safety: {
      typeDefs: `
        type Well @key(fields: "id") {
          id: ID! isDeep: Boolean! @external needsCover: Boolean! @requires(fields: "isDeep")
        }`,
      resolvers: { Well: { needsCover: ({ isDeep }: { isDeep: boolean }) => isDeep } },
    },
  },
  cases: [
    {
      shows: 'nothing is fetched for a field that is not included',
      query: 'query ($cover: Boolean = false) { well { depth needsCover @include(if: $cover) } }',
      data: { well: { depth: 31 } },
      asks: ['wells'],
    },
    {
      shows: 'a field is included when its variable says so, and what it requires with it',
      query: 'query ($cover: Boolean = false) { well { depth needsCover @include(if: $cover) } }',
      variables: { cover: true },
      data: { well: { depth: 31, needsCover: true } },
      asks: ['safety', 'survey', 'wells'],
    },
    {
      shows: 'nothing is fetched for a field that is skipped',
      query: 'query ($bare: Boolean!) { well { id needsCover @skip(if: $bare) } }',
      variables: { bare: true },
      data: { well: { id: 'w1' } },
      asks: ['wells'],
    },
    {
      shows: 'a field that is not skipped is there',
      query: 'query ($bare: Boolean!) { well { id needsCover @skip(if: $bare) } }',
      variables: { bare: false },
      data: { well: { id: 'w1', needsCover: true } },
    },
  ],
});
