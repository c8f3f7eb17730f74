import { describeGroup } from './describe-group.js';

const lamp = (id: string) => ({ __typename: 'Lamp', id, years: 2 });
const chair = (id: string) => ({ __typename: 'Chair', id });

describeGroup({
  name: 'union-interface-distributed',
  subgraphs: {
    store: {
      typeDefs: `
        type Query { items: [Item] node(id: ID!): Node nodes: [Node] lamps: [Lamp] }
        union Item = Chair | Lamp
        interface Node { id: ID! }
        interface Guaranteed { years: Int }
        type Chair @key(fields: "id") { id: ID! }
        type Lamp implements Node & Guaranteed @key(fields: "id") { id: ID! years: Int }`,
      resolvers: {
        Query: {
          items: () => [chair('c1'), lamp('l1')],
          node: (_: unknown, { id }: { id: string }) => lamp(id),
          nodes: () => [lamp('l1')],
          lamps: () => [lamp('l1')],
        },
      },
    },
    guarantee: {
      typeDefs: `
        interface Node { id: ID! }
        interface Guaranteed { years: Int }
        type Chair implements Node & Guaranteed @key(fields: "id") { id: ID! years: Int }`,
      resolvers: { Chair: { years: ({ id }: { id: string }) => (id === 'c1' ? 5 : 0) } },
    },
  },
  cases: [
    {
      shows: 'a type that is of an interface in another subgraph is so for clients',
      query: '{ items { ... on Node { id } } }',
      data: { items: [{ id: 'c1' }, { id: 'l1' }] },
    },
    {
      shows: 'a field of the interface is fetched where the type has it',
      query: '{ items { ... on Guaranteed { years } } }',
      data: { items: [{ years: 5 }, { years: 2 }] },
      asks: ['guarantee', 'store'],
    },
    {
      shows: 'a list of an interface holds only what its subgraph knows',
      query:
        '{ nodes { id ... on Lamp { years } ... on Chair { years } } node(id: "l7") { id ... on Guaranteed { years } } }',
      data: { nodes: [{ id: 'l1', years: 2 }], node: { id: 'l7', years: 2 } },
      asks: ['store'],
    },
    {
      shows: 'a fragment on the interface around a fragment on the type',
      query: '{ items { ... on Node { ... on Chair { id years } } } lamps { ... on Node { id } } }',
      data: { items: [{ id: 'c1', years: 5 }, {}], lamps: [{ id: 'l1' }] },
    },
  ],
});

const novel = { __typename: 'Novel', id: 'm1', title: 'Waves', page: 9, seat: 'n' };
const opera = { __typename: 'Opera', id: 'm2', title: 'Sails', seat: 'B4' };
const radio = { __typename: 'Radio', id: 'm3', title: 'Gulls', page: 0 };
const onlyOne = { media: () => novel };

describeGroup({
  name: 'union-intersection',
  subgraphs: {
    library: {
      typeDefs: `
        type Query { media: Media @shareable heard: Media visit: Visit @shareable }
        union Media = Novel | Radio
        type Novel @key(fields: "id") { id: ID! title: String! @shareable page: Int! }
        type Radio @key(fields: "id") { id: ID! title: String! @shareable page: Int! }
        type Visit { media: Media @shareable heard: Media }`,
      resolvers: {
        Query: { ...onlyOne, heard: () => radio, visit: () => ({ media: novel, heard: radio }) },
        Novel: { __resolveReference: () => novel },
      },
    },
    theatre: {
      typeDefs: `
        type Query { media: Media @shareable seen: Media visit: Visit @shareable }
        union Media = Novel | Opera
        type Novel @key(fields: "id") { id: ID! title: String! @shareable seat: String! }
        type Opera @key(fields: "id") { id: ID! title: String! @shareable seat: String! }
        type Visit { media: Media @shareable seen: Media }`,
      resolvers: {
        Query: { ...onlyOne, seen: () => opera, visit: () => ({ media: novel, seen: opera }) },
        Novel: { __resolveReference: () => novel },
      },
    },
  },
  cases: [
    {
      shows: 'members that only one subgraph has are asked of that one',
      query: '{ heard { ... on Radio { title page } } seen { ... on Opera { title seat } } }',
      data: { heard: { title: 'Gulls', page: 0 }, seen: { title: 'Sails', seat: 'B4' } },
    },
    {
      shows: 'a member that the shared field does not give adds nothing',
      query: '{ media { ... on Opera { title } } }',
      data: { media: {} },
    },
    {
      shows: 'the common member has the fields of both',
      query:
        '{ media { __typename ... on Novel { title page seat } ... on Radio { page } ... on Opera { seat } } }',
      data: { media: { __typename: 'Novel', title: 'Waves', page: 9, seat: 'n' } },
    },
    {
      shows: 'below a shared object each subgraph gives its own',
      query: `{ visit {
        media { ... on Novel { title } }
        heard { __typename ... on Opera { seat } ... on Radio { page } }
        seen { __typename ... on Opera { seat } ... on Radio { page } }
      } }`,
      data: {
        visit: {
          media: { title: 'Waves' },
          heard: { __typename: 'Radio', page: 0 },
          seen: { __typename: 'Opera', seat: 'B4' },
        },
      },
    },
  ],
});

const replySteps = [
  { __typename: 'Wait', id: 's1', hint: 'a moment' },
  { __typename: 'Call', id: 's2', number: '110' },
  { __typename: 'Mail', id: 's3', address: 'a@x' },
];

describeGroup({
  name: 'partial-union',
  subgraphs: {
    full: {
      typeDefs: `
        type Query { reply: Reply }
        type Reply @shareable { steps: [Step!]! note: String }
        union Step = Wait | Call | Mail
        type Wait @shareable { id: ID! hint: String }
        type Call { id: ID! number: String }
        type Mail { id: ID! address: String }`,
      resolvers: { Query: { reply: () => ({ note: 'soon', steps: replySteps }) } },
    },
    small: {
      typeDefs: `
        type Reply @shareable { steps: [Step!]! note: String }
        union Step = Wait
        type Wait @shareable { id: ID! hint: String }`,
    },
  },
  cases: [
    {
      shows: 'the members that another subgraph does not have are not forgotten',
      query:
        '{ reply { note steps { __typename ... on Wait { id hint } ... on Call { number } ... on Mail { address } } } }',
      data: {
        reply: {
          note: 'soon',
          steps: [
            { __typename: 'Wait', id: 's1', hint: 'a moment' },
            { __typename: 'Call', number: '110' },
            { __typename: 'Mail', address: 'a@x' },
          ],
        },
      },
      asks: ['full'],
    },
    {
      shows: 'nor when only they are asked for',
      query: '{ reply { steps { ... on Call { number } ... on Mail { address } } } }',
      data: { reply: { steps: [{}, { number: '110' }, { address: 'a@x' }] } },
    },
  ],
});

const casing = (own: string, step: object) => ({
  Query: { [own]: () => ({ id: own }), shared: () => ({ id: 'shared' }) },
  Case: {
    __resolveReference: ({ id }: { id: string }) => ({ id }),
    box: () => ({ steps: [{ __typename: 'Wait', hint: `${own} waits` }, step] }),
    spare: () => ({ steps: [step] }),
  },
});

describeGroup({
  name: 'partial-union-complex',
  subgraphs: {
    left: {
      typeDefs: `
        type Query { leftCase: Case shared: Case @shareable }
        type Case @key(fields: "id") { id: ID! box: Box @shareable }
        type Box @shareable { steps: [Step!]! }
        union Step = Wait | Left
        type Wait @shareable { hint: String }
        type Left { west: String }`,
      resolvers: casing('leftCase', { __typename: 'Left', west: 'W' }),
    },
    right: {
      typeDefs: `
        type Query { rightCase: Case shared: Case @shareable }
        type Case @key(fields: "id") { id: ID! box: Box @shareable spare: Box }
        type Box @shareable { steps: [Step!]! }
        union Step = Wait | Right
        type Wait @shareable { hint: String }
        type Right { east: String }`,
      resolvers: casing('rightCase', { __typename: 'Right', east: 'E' }),
    },
  },
  cases: [
    {
      shows: 'of a member that not all who share the object have, only the type is known',
      query: `{
        leftCase { box { steps { ...Step } } }
        rightCase { box { steps { ...Step } } }
      } fragment Step on Step { __typename ... on Wait { hint } ... on Left { west } ... on Right { east } }`,
      data: {
        leftCase: {
          box: {
            steps: [
              { __typename: 'Wait', hint: 'leftCase waits' },
              { __typename: 'Left', west: null },
            ],
          },
        },
        rightCase: {
          box: {
            steps: [
              { __typename: 'Wait', hint: 'rightCase waits' },
              { __typename: 'Right', east: null },
            ],
          },
        },
      },
    },
    {
      shows: 'a member that the way in never gives adds nothing',
      query: '{ leftCase { box { steps { __typename ... on Right { east } } } } }',
      data: { leftCase: { box: { steps: [{ __typename: 'Wait' }, { __typename: 'Left' }] } } },
      asks: ['left'],
    },
    {
      shows: 'a field of the other subgraph gives the other members',
      query: '{ leftCase { spare { steps { ... on Right { east } ... on Left { west } } } } }',
      data: { leftCase: { spare: { steps: [{ east: 'E' }] } } },
      asks: ['left', 'right'],
    },
  ],
});
