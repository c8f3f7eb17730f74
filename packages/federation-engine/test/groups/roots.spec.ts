import { describeGroup } from './describe-group.js';

const part = (name: string, field: string, type: string, value: object) => ({
  typeDefs: `
    type Query { house: House! @shareable houses: [House!]! @shareable }
    type House { number: Int! @shareable ${field}: ${name}! }
    type ${name} { ${type} }`,
  resolvers: {
    Query: {
      house: () => ({ number: 1, [field]: value }),
      houses: () => [1, 2].map((number) => ({ number, [field]: value })),
    },
  },
});

describeGroup({
  name: 'shared-root',
  subgraphs: {
    roofs: part('Roof', 'roof', 'tiles: String!', { tiles: 'clay' }),
    doors: part('Door', 'door', 'colour: String!', { colour: 'green' }),
    gardens: part('Garden', 'garden', 'trees: Int!', { trees: 3 }),
  },
  cases: [
    {
      shows: 'an object without a key is put together from the same root field of several subgraphs',
      query: '{ house { number roof { tiles } door { colour } garden { trees } } }',
      data: {
        house: { number: 1, roof: { tiles: 'clay' }, door: { colour: 'green' }, garden: { trees: 3 } },
      },
      asks: ['doors', 'gardens', 'roofs'],
    },
    {
      shows: 'a list is put together item by item',
      query: '{ houses { number roof { tiles } garden { trees } } }',
      data: {
        houses: [
          { number: 1, roof: { tiles: 'clay' }, garden: { trees: 3 } },
          { number: 2, roof: { tiles: 'clay' }, garden: { trees: 3 } },
        ],
      },
      asks: ['gardens', 'roofs'],
    },
  ],
});

const counter = { value: 0 };
const change = (next: (value: number) => number) => () => {
  counter.value = next(counter.value);
  return counter.value;
};

describeGroup({
  name: 'mutations',
  subgraphs: {
    tills: {
      typeDefs: `
        type Query { item(id: ID!): Item! }
        type Mutation { addItem(input: AddItem!): Item! double: Int! openDrawer(name: String!): Drawer! @shareable }
        input AddItem { name: String! cents: Int! }
        type Item @key(fields: "id") { id: ID! name: String! cents: Int! }
        type Drawer @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: { item: (_: unknown, { id }: { id: string }) => ({ id, name: 'Pen', cents: 150 }) },
        Mutation: {
          addItem: (_: unknown, { input }: { input: object }) => ({ id: 'i9', ...input }),
          double: change((value) => value * 2),
          openDrawer: (_: unknown, { name }: { name: string }) => ({ id: `drawer ${name}` }),
        },
        Item: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Pen', cents: 150 }) },
      },
    },
    taxes: {
      typeDefs: `
        type Mutation { reset: Int! openDrawer(name: String!): Drawer! @shareable }
        type Item @key(fields: "id") { id: ID! cents: Int! @external tax: Int! @requires(fields: "cents") }
        type Drawer @key(fields: "id") { id: ID! label: String! }`,
      resolvers: {
        Mutation: {
          reset: change(() => 0),
          openDrawer: (_: unknown, { name }: { name: string }) => ({ id: `drawer ${name}` }),
        },
        Item: { tax: ({ cents }: { cents: number }) => cents / 10 },
        Drawer: { label: ({ id }: { id: string }) => `label of ${id}` },
      },
    },
    tallies: {
      typeDefs: `type Mutation { add(number: Int!): Int! }`,
      resolvers: {
        Mutation: {
          add: (_: unknown, { number }: { number: number }) => change((value) => value + number)(),
        },
      },
    },
  },
  cases: [
    {
      shows: 'mutations of several subgraphs run one after another, as they are written',
      query: 'mutation { zero: reset five: add(number: 5) ten: double twelve: add(number: 2) end: reset }',
      data: { zero: 0, five: 5, ten: 10, twelve: 12, end: 0 },
      asks: ['tallies', 'tallies', 'taxes', 'taxes', 'tills'],
    },
    {
      shows: 'the object that a mutation gives is completed by other subgraphs',
      query: 'mutation ($input: AddItem!) { addItem(input: $input) { name cents tax } }',
      variables: { input: { name: 'Ink', cents: 900 } },
      data: { addItem: { name: 'Ink', cents: 900, tax: 90 } },
      asks: ['taxes', 'tills'],
    },
    {
      shows: 'a mutation that two subgraphs share is asked of one of them, once',
      query: 'mutation { openDrawer(name: "A") { id label } }',
      data: { openDrawer: { id: 'drawer A', label: 'label of drawer A' } },
      asks: ['taxes'],
    },
  ],
});

describeGroup({
  name: 'enum-intersection',
  subgraphs: {
    office: {
      typeDefs: `
        type Query { staff: [Person] }
        type Person @key(fields: "id") { id: ID role: Role @shareable }
        enum Role { CLERK }`,
      resolvers: { Query: { staff: () => [{ id: 's1', role: 'CLERK' }] } },
    },
    yard: {
      typeDefs: `
        type Query { crew: [Person] people(role: Role!): [Person!] }
        extend type Person @key(fields: "id") { id: ID role: Role @shareable }
        enum Role { SPY @inaccessible CLERK }`,
      resolvers: {
        Query: {
          crew: () => [
            { id: 'y1', role: 'CLERK' },
            { id: 'y2', role: 'SPY' },
          ],
          people: (_: unknown, { role }: { role: string }) => [{ id: 'y1', role }],
        },
      },
    },
  },
  cases: [
    {
      shows: 'a value that clients know is given',
      query: '{ staff { id role } people(role: CLERK) { role } }',
      data: { staff: [{ id: 's1', role: 'CLERK' }], people: [{ role: 'CLERK' }] },
    },
    {
      shows: 'a value that is hidden becomes null, with an error at its place',
      query: '{ crew { id role } }',
      data: {
        crew: [
          { id: 'y1', role: 'CLERK' },
          { id: 'y2', role: null },
        ],
      },
      errorsAt: ['crew.1.role'],
    },
    {
      shows: 'a hidden value cannot be asked for',
      query: '{ people(role: SPY) { id } }',
      refusedWith: 'GRAPHQL_VALIDATION_FAILED',
    },
  ],
});

const page = (_: unknown, { filter }: { filter: { first: number; after?: number } }) =>
  [1, 2, 3].slice(0, filter.first).map((number) => ({ id: `t${number}`, title: `Tape ${number}` }));

describeGroup({
  name: 'input-object-intersection',
  subgraphs: {
    archive: {
      typeDefs: `
        input TapeFilter { first: Int! }
        type Query { archived(filter: TapeFilter!): [Tape!] }
        type Tape @key(fields: "id") { id: ID! title: String! @shareable }`,
      resolvers: { Query: { archived: page } },
    },
    shelf: {
      typeDefs: `
        input TapeFilter { after: Int first: Int! }
        type Query { shelved(filter: TapeFilter!): [Tape!] }
        type Tape @key(fields: "id") { id: ID! title: String! @shareable }`,
      resolvers: { Query: { shelved: page } },
    },
  },
  cases: [
    {
      shows: 'a property that both subgraphs know can be given',
      query: '{ archived(filter: { first: 1 }) { id } shelved(filter: { first: 2 }) { title } }',
      data: { archived: [{ id: 't1' }], shelved: [{ title: 'Tape 1' }, { title: 'Tape 2' }] },
    },
    {
      shows: 'one that only one of them knows is refused, whomever it is for',
      query: '{ shelved(filter: { first: 1, after: 2 }) { id } }',
      refusedWith: 'GRAPHQL_VALIDATION_FAILED',
    },
  ],
});

describeGroup({
  name: 'simple-inaccessible',
  subgraphs: {
    pupils: {
      typeDefs: `
        type Query { pupils: [Pupil!]! @shareable }
        type Pupil @key(fields: "id") { id: ID age: Int }`,
      resolvers: { Query: { pupils: () => [{ id: 'u1', age: 9 }] }, Pupil: { age: () => 9 } },
    },
    groups: {
      typeDefs: `
        type Query { grouped: [Pupil!]! }
        type Pupil @key(fields: "id") {
          id: ID mates(of: Bond = CLASS @inaccessible): [Pupil!]! bond: Bond
        }
        enum Bond { CLASS @inaccessible CLUB }`,
      resolvers: {
        Query: { grouped: () => [{ id: 'u1', bond: 'CLUB' }] },
        Pupil: {
          mates: ({ id }: { id: string }, { of: bond }: { of: string }) => [{ id: `${id} by ${bond}`, bond }],
        },
      },
    },
  },
  cases: [
    {
      shows: 'a hidden argument keeps the default that its subgraph gives it, hidden as that is',
      query: '{ pupils { age mates { id } } }',
      data: { pupils: [{ age: 9, mates: [{ id: 'u1 by CLASS' }] }] },
      asks: ['groups', 'pupils'],
    },
    {
      shows: 'a hidden argument cannot be given',
      query: '{ grouped { mates(of: CLUB) { id } } }',
      refusedWith: 'GRAPHQL_VALIDATION_FAILED',
    },
    {
      shows: 'a hidden value that comes back is null with an error',
      query: '{ grouped { bond mates { bond } } }',
      data: { grouped: [{ bond: 'CLUB', mates: [{ bond: null }] }] },
      errorsAt: ['grouped.0.mates.0.bond'],
    },
  ],
});
