import { describeGroup, findAmong } from './describe-group.js';

const vessels = [
  { __typename: 'Ferry', id: 'v1', name: 'Aurora', cars: 40 },
  { __typename: 'Tug', id: 'v2', name: 'Bruno', pull: 12 },
];
const vesselOf = ({ id }: { id: string }) => vessels.find((vessel) => vessel.id === id);

const fleet = {
  typeDefs: `
    type Query { vessels: [Vessel!]! }
    interface Vessel @key(fields: "id") { id: ID! name: String }
    type Ferry implements Vessel @key(fields: "id") { id: ID! name: String cars: Int }
    type Tug implements Vessel @key(fields: "id") { id: ID! name: String pull: Int }`,
  resolvers: {
    Query: { vessels: () => vessels },
    Vessel: { __resolveReference: vesselOf },
    Ferry: { __resolveReference: vesselOf },
    Tug: { __resolveReference: vesselOf },
  },
};

describeGroup({
  name: 'simple-interface-object',
  subgraphs: {
    fleet,
    harbour: {
      typeDefs: `
        type Query { moored: [Vessel] berths: [Berth] }
        type Vessel @key(fields: "id") @interfaceObject { id: ID! berth: String! }
        type Berth { number: Int! vessel: Vessel }`,
      resolvers: {
        Query: {
          moored: () => [{ id: 'v2' }, { id: 'v1' }],
          berths: () => [{ number: 4, vessel: { id: 'v1' } }],
        },
        Vessel: { berth: ({ id }: { id: string }) => `berth of ${id}` },
      },
    },
  },
  cases: [
    {
      shows: 'a field that is added to all of an interface comes without knowing which type it is',
      query: '{ moored { id berth } }',
      data: {
        moored: [
          { id: 'v2', berth: 'berth of v2' },
          { id: 'v1', berth: 'berth of v1' },
        ],
      },
      asks: ['harbour'],
    },
    {
      shows: 'a field of the interface itself is fetched where the interface is',
      query: '{ moored { id name berth } }',
      data: {
        moored: [
          { id: 'v2', name: 'Bruno', berth: 'berth of v2' },
          { id: 'v1', name: 'Aurora', berth: 'berth of v1' },
        ],
      },
      asks: ['fleet', 'harbour'],
    },
    {
      shows: 'objects of the interface get what is added to it',
      query: '{ vessels { name berth } }',
      data: {
        vessels: [
          { name: 'Aurora', berth: 'berth of v1' },
          { name: 'Bruno', berth: 'berth of v2' },
        ],
      },
    },
    {
      shows: 'the type is looked up when the operation asks for it',
      query: '{ moored { __typename ... on Ferry { cars } } berths { vessel { __typename berth } } }',
      data: {
        moored: [{ __typename: 'Tug' }, { __typename: 'Ferry', cars: 40 }],
        berths: [{ vessel: { __typename: 'Ferry', berth: 'berth of v1' } }],
      },
    },
    {
      shows: 'what is added is there under a fragment on one type',
      query: '{ vessels { ... on Tug { pull berth } } moored { ... on Tug { berth } } }',
      data: {
        vessels: [{}, { pull: 12, berth: 'berth of v2' }],
        moored: [{ berth: 'berth of v2' }, {}],
      },
    },
  ],
});

describeGroup({
  name: 'interface-object-with-requires',
  subgraphs: {
    fleet,
    registry: {
      typeDefs: `
        type Query { registered: [Vessel] }
        type Vessel @key(fields: "id") @interfaceObject {
          id: ID! name: String @external signal: String @requires(fields: "name")
        }`,
      resolvers: {
        Query: { registered: () => [{ id: 'v1' }, { id: 'v2' }] },
        Vessel: { signal: ({ name }: { name: string }) => name.slice(0, 2).toUpperCase() },
      },
    },
  },
  cases: [
    {
      shows: 'a field added to an interface requires a field of the interface',
      query: '{ vessels { id signal } }',
      data: {
        vessels: [
          { id: 'v1', signal: 'AU' },
          { id: 'v2', signal: 'BR' },
        ],
      },
      asks: ['fleet', 'registry'],
    },
    {
      shows: 'what it requires is fetched when the objects begin where the field is added',
      query: '{ registered { id name signal } }',
      data: {
        registered: [
          { id: 'v1', name: 'Aurora', signal: 'AU' },
          { id: 'v2', name: 'Bruno', signal: 'BR' },
        ],
      },
      asks: ['fleet', 'registry', 'registry'],
    },
    {
      shows: 'a fragment on one type leaves the others out',
      query: '{ registered { ... on Ferry { cars signal } } }',
      data: { registered: [{ cars: 40, signal: 'AU' }, {}] },
    },
  ],
});

describeGroup({
  name: 'interface-object-indirect-extension',
  subgraphs: {
    fleet,
    crews: {
      typeDefs: `
        type Query { captain: Captain }
        type Captain @key(fields: "id") { id: ID! name: String }
        extend type Ferry @key(fields: "id") { id: ID! captain: String }`,
      resolvers: {
        Query: { captain: () => ({ id: 'c1', name: 'Ruth' }) },
        Ferry: { captain: () => 'Ruth' },
      },
    },
    voyages: {
      typeDefs: `
        type Query { voyage: Voyage }
        type Voyage @key(fields: "id") { id: ID! title: String vessel: Vessel }
        type Vessel @key(fields: "id") @interfaceObject { id: ID! }`,
      resolvers: { Query: { voyage: () => ({ id: 'y1', title: 'Round trip', vessel: { id: 'v1' } }) } },
    },
  },
  cases: [
    {
      shows: 'an object known only as its interface gets what a third subgraph adds to its type',
      query:
        '{ captain { name } voyage { title vessel { id ... on Ferry { cars captain } ... on Tug { pull } } } }',
      data: {
        captain: { name: 'Ruth' },
        voyage: { title: 'Round trip', vessel: { id: 'v1', cars: 40, captain: 'Ruth' } },
      },
    },
  ],
});

const masts = [{ __typename: 'Antenna', id: 'm1', range: 30 }];

describeGroup({
  name: 'non-resolvable-interface-object',
  subgraphs: {
    plans: {
      typeDefs: `
        type Query { drawing: Sketch mast: Mast! folder: Folder! }
        interface Sketch @key(fields: "id") { id: ID! }
        type Mast @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }
        type Folder { name: String! sketch: Sketch }`,
      resolvers: {
        Query: {
          drawing: () => ({ __typename: 'Sketch', id: 'k1' }),
          mast: () => ({ id: 'm1' }),
          folder: () => ({ name: 'Old', sketch: null }),
        },
      },
    },
    masts: {
      typeDefs: `
        type Query { scribble: Sketch }
        type Sketch @key(fields: "id", resolvable: false) @interfaceObject { id: ID! ink: String }
        interface Mast @key(fields: "id") { id: ID! }
        type Antenna implements Mast @key(fields: "id") { id: ID! range: Int! }`,
      resolvers: {
        Query: { scribble: () => ({ id: 'k2', ink: 'blue' }) },
        Mast: { __resolveReference: findAmong(masts) },
        Antenna: { __resolveReference: findAmong(masts) },
      },
    },
  },
  cases: [
    {
      shows: 'an interface object without any type behind it is answered where it is',
      query: '{ scribble { id ink } }',
      data: { scribble: { id: 'k2', ink: 'blue' } },
    },
    {
      shows: 'an object that is of no type at all is an error at its place',
      query: '{ drawing { id } }',
      data: { drawing: null },
      errorsAt: ['drawing'],
    },
    {
      shows: 'a field that no subgraph can give is refused, not answered with a null that nobody gave',
      query: '{ drawing { ink } }',
      refusedWith: 'OPERATION_CANNOT_BE_PLANNED',
    },
    {
      shows: 'such a field is refused below others too',
      query: '{ folder { name sketch { ink } } }',
      refusedWith: 'OPERATION_CANNOT_BE_PLANNED',
    },
    {
      shows: 'such a field that is never included is not missed',
      query: '{ folder { name sketch { id ink @skip(if: true) } } drawing @include(if: false) { ink } }',
      data: { folder: { name: 'Old', sketch: null } },
    },
    {
      shows: 'an object whose own subgraph cannot look it up is looked up where its type is',
      query: '{ mast { id ... on Antenna { range } } }',
      data: { mast: { id: 'm1', range: 30 } },
    },
    {
      shows: 'a field of one of the types is none of the interface',
      query: '{ mast { id range } }',
      refusedWith: 'GRAPHQL_VALIDATION_FAILED',
    },
  ],
});
