import { describeGroup, findAmong } from './describe-group.js';

const crates = [
  { id: 'c1', label: 'Pears', weight: 12 },
  { id: 'c2', label: 'Plums', weight: 90 },
];

const broken = () => {
  throw new Error('broken');
};

describeGroup({
  name: 'aliases that hide what subgraphs are told',
  subgraphs: {
    store: {
      typeDefs: `
        type Query { crates: [Crate] }
        type Crate @key(fields: "id") { id: ID! label: String weight: Int broken: String }`,
      resolvers: {
        Query: { crates: () => crates },
        Crate: { __resolveReference: findAmong(crates), broken },
      },
    },
    freight: {
      typeDefs: `
        type Crate @key(fields: "id") {
          id: ID! weight: Int @external toll: String @requires(fields: "weight") berth: String
        }`,
      resolvers: {
        Crate: {
          toll: ({ weight }: { weight: number }) => `${typeof weight} ${weight}`,
          berth: ({ id }: { id: string }) => `berth of ${id}`,
        },
      },
    },
  },
  cases: [
    {
      shows: 'a client cannot choose what is sent for a required field',
      query: '{ crates { weight: label toll } }',
      data: {
        crates: [
          { weight: 'Pears', toll: 'number 12' },
          { weight: 'Plums', toll: 'number 90' },
        ],
      },
    },
    {
      shows: 'nor what is sent for a key',
      query: '{ crates { id: label berth key: id } }',
      data: {
        crates: [
          { id: 'Pears', berth: 'berth of c1', key: 'c1' },
          { id: 'Plums', berth: 'berth of c2', key: 'c2' },
        ],
      },
    },
    {
      shows: 'two fields change names, and one takes that of the type',
      query: '{ crates { id: weight weight: id toll __typename: label type: __typename } }',
      data: {
        crates: [
          { id: 12, weight: 'c1', toll: 'number 12', __typename: 'Pears', type: 'Crate' },
          { id: 90, weight: 'c2', toll: 'number 90', __typename: 'Plums', type: 'Crate' },
        ],
      },
    },
    {
      shows: 'a field from the other subgraph takes the name of the key',
      query: '{ crates { id: berth weight } }',
      data: {
        crates: [
          { id: 'berth of c1', weight: 12 },
          { id: 'berth of c2', weight: 90 },
        ],
      },
    },
    {
      shows: 'errors have the names that the client gave',
      query: '{ crates { id: broken } }',
      data: { crates: [{ id: null }, { id: null }] },
      errorsAt: ['crates.0.id', 'crates.1.id'],
    },
    {
      shows: 'in fragments each name stays what it is',
      query: '{ crates { ...One id: label } } fragment One on Crate { id: label weight: berth toll }',
      data: {
        crates: [
          { id: 'Pears', weight: 'berth of c1', toll: 'number 12' },
          { id: 'Plums', weight: 'berth of c2', toll: 'number 90' },
        ],
      },
    },
    {
      shows: 'introspection under such a name is as any',
      query: '{ id: __type(name: "Crate") { weight: name } crates { weight } }',
      data: { id: { weight: 'Crate' }, crates: [{ weight: 12 }, { weight: 90 }] },
    },
  ],
});
