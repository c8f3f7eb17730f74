import { describeGroup, findAmong } from './describe-group.js';

const readers = [{ id: 'r1', card: 'C-7' }];

describeGroup({
  name: 'simple-entity-call',
  subgraphs: {
    desk: {
      typeDefs: `type Query { reader: Reader } type Reader @key(fields: "id") { id: ID! card: String! }`,
      resolvers: { Query: { reader: () => readers[0] }, Reader: { __resolveReference: findAmong(readers) } },
    },
    loans: {
      typeDefs: `type Reader @key(fields: "card") { card: String! @external loans: Int! }`,
      resolvers: { Reader: { loans: ({ card }: { card: string }) => (card === 'C-7' ? 3 : 0) } },
    },
  },
  cases: [
    {
      shows: 'an entity is found by another key than the one that its owner goes by',
      query: '{ reader { id loans } }',
      data: { reader: { id: 'r1', loans: 3 } },
      asks: ['desk', 'loans'],
    },
  ],
});

const coaches = [
  { number: '1', train: 'T1', livery: { id: 'L1', shade: 'dark' } },
  { number: '2', train: 'T1', livery: { id: 'L2', shade: 'pale' } },
];
const listPlain = coaches.map(({ number, train }) => ({ number, train }));

describeGroup({
  name: 'complex-entity-call',
  subgraphs: {
    timetable: {
      typeDefs: `
        type Query { nextTrain: Train! }
        type Train @key(fields: "coaches { number }") { coaches: [Coach!]! }
        type Coach @key(fields: "number") { number: String! livery: Livery @shareable }
        type Livery @key(fields: "id") { id: String! shade: String @shareable }`,
      resolvers: {
        Query: {
          nextTrain: () => ({ coaches: coaches.map(({ number, livery }) => ({ number, livery })) }),
        },
        Coach: { __resolveReference: findAmong(coaches.map(({ number, livery }) => ({ number, livery }))) },
        Livery: { __resolveReference: findAmong(coaches.map(({ livery }) => livery)) },
      },
    },
    depot: {
      typeDefs: `
        type Coach @key(fields: "number") @key(fields: "number train") { number: String! train: String! }`,
      resolvers: { Coach: { __resolveReference: findAmong(listPlain) } },
    },
    formation: {
      typeDefs: `
        type Train @key(fields: "coaches { number train }") {
          coaches: [Coach!]!
          first: Coach @shareable
          quiet: Coach @shareable
        }
        type Coach @key(fields: "number train") { number: String! train: String }`,
      resolvers: {
        Train: {
          __resolveReference: ({ coaches: sent }: { coaches: { number: string; train: string }[] }) =>
            sent.every(({ train }) => train === 'T1')
              ? { coaches: listPlain, first: listPlain[0], quiet: listPlain[1] }
              : null,
        },
        Coach: { __resolveReference: findAmong(listPlain) },
      },
    },
    fares: {
      typeDefs: `
        type Coach @key(fields: "number train livery { id shade }") {
          number: String!
          train: String
          livery: Livery
          fare: Int!
        }
        type Livery @key(fields: "id shade") { id: String! shade: String }`,
      resolvers: {
        Coach: {
          fare: ({ livery }: { livery: { shade: string } }) => (livery.shade === 'dark' ? 90 : 60),
        },
      },
    },
  },
  cases: [
    {
      shows: 'keys that reach into lists and objects are put together over several subgraphs',
      query:
        '{ nextTrain { coaches { number train fare livery { id shade } } first { number } quiet { number } } }',
      data: {
        nextTrain: {
          coaches: [
            { number: '1', train: 'T1', fare: 90, livery: { id: 'L1', shade: 'dark' } },
            { number: '2', train: 'T1', fare: 60, livery: { id: 'L2', shade: 'pale' } },
          ],
          first: { number: '1' },
          quiet: { number: '2' },
        },
      },
    },
  ],
});

const rose = { id: 'p1', lot: 'A', bed: { id: 'b1', name: 'South' } };

describeGroup({
  name: 'parent-entity-call',
  subgraphs: {
    nursery: {
      typeDefs: `
        type Query { plants: [Plant!]! }
        type Plant @key(fields: "id") @key(fields: "id lot") { id: ID! lot: ID! bed: Bed @shareable }
        type Bed @key(fields: "id") { id: ID! name: String! @shareable }`,
      resolvers: { Query: { plants: () => [rose] } },
    },
    map: {
      typeDefs: `
        type Plant @key(fields: "id lot") { id: ID! lot: ID! bed: Bed @shareable }
        type Bed @key(fields: "id") { id: ID! name: String! @shareable }`,
      resolvers: { Plant: { __resolveReference: () => rose } },
    },
    soil: {
      typeDefs: `
        type Plant @key(fields: "id lot") { id: ID! lot: ID! bed: Bed @shareable }
        type Bed { soil: Soil }
        type Soil { ph: Float }`,
      resolvers: {
        Plant: { bed: ({ lot }: { lot: string }) => ({ soil: { ph: lot === 'A' ? 6.5 : null } }) },
      },
    },
  },
  cases: [
    {
      shows: 'a field of an object without a key is reached through the entity that has the object',
      query: '{ plants { id bed { id soil { ph } } } }',
      data: { plants: [{ id: 'p1', bed: { id: 'b1', soil: { ph: 6.5 } } }] },
    },
  ],
});

describeGroup({
  name: 'parent-entity-call-complex',
  subgraphs: {
    notes: {
      typeDefs: `
        type Dish @key(fields: "id") { id: ID @external course: Course @shareable }
        type Course { note: String }`,
      resolvers: { Dish: { course: ({ id }: { id: string }) => ({ note: `note on ${id}` }) } },
    },
    menu: {
      typeDefs: `
        type Dish @key(fields: "id") { id: ID @external course: Course @shareable }
        type Course { id: ID @shareable }`,
      resolvers: { Dish: { course: () => ({ id: 'c3' }) } },
    },
    courses: {
      typeDefs: `type Course @key(fields: "id") { id: ID title: String }`,
      resolvers: { Course: { title: ({ id }: { id: string }) => `title of ${id}` } },
    },
    kitchen: {
      typeDefs: `
        type Query { dish(id: ID!): Dish }
        type Dish @key(fields: "id") { id: ID name: String }`,
      resolvers: { Query: { dish: (_: unknown, { id }: { id: string }) => ({ id, name: 'Soup' }) } },
    },
  },
  cases: [
    {
      shows: 'an object is put together from its parent in two subgraphs and its own key in a third',
      query: '{ dish(id: "d1") { id name course { id title note } } }',
      data: {
        dish: {
          id: 'd1',
          name: 'Soup',
          course: { id: 'c3', title: 'title of c3', note: 'note on d1' },
        },
      },
    },
  ],
});

const stamp = { id: 's1', issue: 'i1', plate: { row: 'A', column: '4', sheet: '9' } };

describeGroup({
  name: 'keys-mashup',
  subgraphs: {
    catalogue: {
      typeDefs: `
        type Stamp @key(fields: "id") @key(fields: "issue", resolvable: false)
          @key(fields: "plate { row column }", resolvable: false)
          @key(fields: "id plate { column sheet }", resolvable: false) {
          id: ID! issue: ID! plate: Plate! motif: String!
        }
        type Plate { row: ID! column: ID! sheet: ID! }`,
      resolvers: {
        Stamp: { __resolveReference: findAmong([stamp]), motif: () => 'Heron' },
      },
    },
    albums: {
      typeDefs: `
        type Query { album: Album }
        type Album @key(fields: "id") { id: ID! stamps: [Stamp!]! }
        type Stamp @key(fields: "plate { row column }", resolvable: false)
          @key(fields: "id plate { column sheet }")
          @key(fields: "issue", resolvable: false) @key(fields: "id", resolvable: false) {
          id: ID! issue: ID! plate: Plate! motif: String! @external
          caption: String! @requires(fields: "motif")
        }
        type Plate { row: ID! column: ID! sheet: ID! }`,
      resolvers: {
        Query: { album: () => ({ id: 'a1', stamps: [stamp] }) },
        Stamp: {
          __resolveReference: ({ id, plate, motif }: { id?: string; plate: object; motif: string }) =>
            id === 's1' && 'sheet' in plate ? { ...stamp, motif } : null,
          caption: ({ motif }: { motif: string }) => `Stamp with a ${motif}`,
        },
      },
    },
  },
  cases: [
    {
      shows: 'what a field requires is sent with a key by which the subgraph can look the entity up',
      query: '{ album { id stamps { id motif caption } } }',
      data: { album: { id: 'a1', stamps: [{ id: 's1', motif: 'Heron', caption: 'Stamp with a Heron' }] } },
      asks: ['albums', 'albums', 'catalogue'],
    },
  ],
});

describeGroup({
  name: 'null-keys',
  subgraphs: {
    shelf: {
      typeDefs: `
        type Query { slots: [Slot] }
        type Slot { atlas: Atlas }
        type Atlas @key(fields: "code") { code: ID! }`,
      resolvers: {
        Query: { slots: () => ['x', 'gone', 'z'].map((code) => ({ atlas: { code } })) },
      },
    },
    register: {
      typeDefs: `type Atlas @key(fields: "id") @key(fields: "code") { id: ID! code: ID! }`,
      resolvers: {
        Atlas: {
          __resolveReference: ({ code }: { code: string }) =>
            code === 'gone' ? null : { code, id: `id-${code}` },
        },
      },
    },
    makers: {
      typeDefs: `type Atlas @key(fields: "id") { id: ID! maker: Maker } type Maker { name: String }`,
      resolvers: { Atlas: { maker: ({ id }: { id: string }) => ({ name: `maker of ${id}` }) } },
    },
  },
  cases: [
    {
      shows: 'an entity that a subgraph does not know is not looked up any further',
      query: '{ slots { atlas { code maker { name } } } }',
      data: {
        slots: [
          { atlas: { code: 'x', maker: { name: 'maker of id-x' } } },
          { atlas: { code: 'gone', maker: null } },
          { atlas: { code: 'z', maker: { name: 'maker of id-z' } } },
        ],
      },
      asks: ['makers', 'register', 'shelf'],
    },
  ],
});
