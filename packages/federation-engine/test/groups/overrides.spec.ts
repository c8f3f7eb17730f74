import { describeGroup } from './describe-group.js';

const sayFrom =
  (name: string) =>
  ({ id }: { id: string }) =>
    `${id} from ${name}`;

const letters = (from: string) => ({
  typeDefs: `
    type Query { newest: [Letter] letters: [Letter] @shareable }
    type Letter @key(fields: "id") { id: ID! sentOn: String! @override(from: "${from}") @shareable }`,
  resolvers: {
    Query: { newest: () => [{ id: 'n1' }], letters: () => [{ id: 'l1' }] },
    Letter: { sentOn: sayFrom('new') },
  },
});

const attic = {
  typeDefs: `
    type Query { oldest: [Letter] letters: [Letter] @shareable }
    type Letter @key(fields: "id") { id: ID! sentOn: String! @shareable }`,
  resolvers: {
    Query: { oldest: () => [{ id: 'o1' }], letters: () => [{ id: 'l1' }] },
    Letter: { sentOn: sayFrom('attic') },
  },
};

describeGroup({
  name: 'simple-override',
  subgraphs: { attic, desk: letters('attic') },
  cases: [
    {
      shows: 'a field that was taken over is not asked of its former owner',
      query: '{ oldest { sentOn } newest { sentOn } }',
      data: { oldest: [{ sentOn: 'o1 from new' }], newest: [{ sentOn: 'n1 from new' }] },
    },
    {
      shows: 'shared objects are taken where the field is',
      query: '{ letters { sentOn } }',
      data: { letters: [{ sentOn: 'l1 from new' }] },
      asks: ['desk'],
    },
  ],
});

describeGroup({
  name: 'unavailable-override',
  subgraphs: { attic, desk: letters('burnt') },
  cases: [
    {
      shows: 'taking a field over from a subgraph that is not there changes nothing',
      query: '{ oldest { sentOn } newest { sentOn } }',
      data: { oldest: [{ sentOn: 'o1 from attic' }], newest: [{ sentOn: 'n1 from new' }] },
      asks: ['attic', 'desk'],
    },
  ],
});

describeGroup({
  name: 'override-type-interface',
  subgraphs: {
    radio: {
      typeDefs: `
        type Query { schedule: [Show] }
        interface Show { id: ID! startsAt: String! }
        type Concert implements Show @key(fields: "id") { id: ID! startsAt: String! }`,
      resolvers: {
        Query: { schedule: () => [{ __typename: 'Concert', id: 'c1', startsAt: 'radio time' }] },
      },
    },
    studio: {
      typeDefs: `
        type Query { programme: [Item] }
        interface Show { id: ID! startsAt: String! }
        interface Item { id: ID! startsAt: String! }
        type Talk implements Show @key(fields: "id") { id: ID! startsAt: String! topic: String! }
        type Concert implements Item @key(fields: "id") {
          id: ID! startsAt: String! @override(from: "radio")
        }`,
      resolvers: {
        Query: { programme: () => [{ __typename: 'Concert', id: 'c2' }] },
        Concert: { startsAt: sayFrom('studio') },
      },
    },
  },
  cases: [
    {
      shows: 'a field of an interface is fetched elsewhere where its type was taken over',
      query: '{ schedule { id startsAt } }',
      data: { schedule: [{ id: 'c1', startsAt: 'c1 from studio' }] },
      asks: ['radio', 'studio'],
    },
    {
      shows: 'a fragment on a type that the list never holds adds nothing',
      query: '{ schedule { ... on Talk { id topic } } }',
      data: { schedule: [{}] },
    },
    {
      shows: 'the new owner has it under an interface of its own',
      query: '{ programme { startsAt ... on Show { id } } }',
      data: { programme: [{ startsAt: 'c2 from studio', id: 'c2' }] },
      asks: ['studio'],
    },
  ],
});

const greeting =
  (name: string) =>
  ({ nick }: { nick: string }) =>
    `${name}: ${nick}`;

describeGroup({
  name: 'override-with-requires',
  subgraphs: {
    chat: {
      typeDefs: `
        type Query { chatter: Member }
        type Member @key(fields: "id") {
          id: ID! nick: String! @external hello: String! @requires(fields: "nick")
        }`,
      resolvers: { Query: { chatter: () => ({ id: 'm1' }) }, Member: { hello: greeting('chat') } },
    },
    members: {
      typeDefs: `
        type Query { member: Member }
        type Member @key(fields: "id") { id: ID! nick: String! @override(from: "forum") }`,
      resolvers: { Query: { member: () => ({ id: 'm2' }) }, Member: { nick: sayFrom('members') } },
    },
    forum: {
      typeDefs: `
        type Query { poster: Member }
        type Member @key(fields: "id") {
          id: ID! nick: String! @external signature: String! @requires(fields: "nick")
        }`,
      resolvers: { Query: { poster: () => ({ id: 'm3' }) }, Member: { signature: greeting('forum') } },
    },
  },
  cases: [
    {
      shows: 'a required field comes from the subgraph that took it over',
      query: '{ poster { signature } }',
      data: { poster: { signature: 'forum: m3 from members' } },
      asks: ['forum', 'forum', 'members'],
    },
    {
      shows: 'each way in leads to the same fields',
      query:
        '{ chatter { nick hello signature } member { nick hello signature } poster { nick hello signature } }',
      data: {
        chatter: {
          nick: 'm1 from members',
          hello: 'chat: m1 from members',
          signature: 'forum: m1 from members',
        },
        member: {
          nick: 'm2 from members',
          hello: 'chat: m2 from members',
          signature: 'forum: m2 from members',
        },
        poster: {
          nick: 'm3 from members',
          hello: 'chat: m3 from members',
          signature: 'forum: m3 from members',
        },
      },
    },
  ],
});
