import { describeGroup } from './describe-group.js';

const rates: Readonly<Record<string, number>> = { CHF: 2, SEK: 10 };
const paintings = [
  { id: 'p1', worth: 5, frame: { worth: 1 } },
  { id: 'p2', worth: 7, frame: { worth: null } },
];
const paintingOf = ({ id }: { id: string }) => paintings.find((painting) => painting.id === id);
const worthIn = ({ worth }: { worth: number | null }, { currency }: { currency: string }) =>
  worth === null ? null : worth * (rates[currency] ?? Number.NaN);

const gallery = {
  typeDefs: `
    type Query { paintings: [Painting] }
    type Painting @key(fields: "id") {
      id: ID! title: String worth(currency: String!): Int frame: Frame visits(last: Int = 1): [Visit]
    }
    type Frame { worth(currency: String!): Int }
    type Visit @key(fields: "id") { id: ID! }`,
  resolvers: {
    Query: { paintings: () => paintings },
    Painting: {
      __resolveReference: paintingOf,
      title: ({ id }: { id: string }) => `Painting ${id}`,
      worth: worthIn,
      visits: ({ id }: { id: string }, { last }: { last: number }) =>
        Array.from({ length: last }, (_, index) => ({ id: `${id}-v${index}` })),
    },
    Frame: { worth: worthIn },
  },
};

const visitors = {
  typeDefs: `type Visit @key(fields: "id") { id: ID! guest: String }`,
  resolvers: { Visit: { guest: ({ id }: { id: string }) => `guest of ${id}` } },
};

type Sent = { worth: number; frame: { worth: number | null }; visits: { guest: string }[] };

describeGroup({
  name: 'requires-with-argument',
  subgraphs: {
    gallery,
    visitors,
    insurer: {
      typeDefs: `
        type Painting @key(fields: "id") {
          id: ID! worth(currency: String!): Int @external frame: Frame @external
          visits(last: Int = 1): [Visit] @external
          premium: Int @requires(fields: "worth(currency: \\"CHF\\")")
          framePremium: String @requires(fields: "frame { worth(currency: \\"CHF\\") }")
          guests: [String] @requires(fields: "visits(last: 2) { guest }")
          newest: [String] @requires(fields: "visits { guest }")
        }
        type Frame @external { worth(currency: String!): Int }
        type Visit @key(fields: "id") { id: ID! guest: String @external }`,
      resolvers: {
        Painting: {
          premium: ({ worth }: Sent) => worth / 2,
          framePremium: (sent: Sent) => JSON.stringify(sent.frame),
          guests: ({ visits }: Sent) => visits.map(({ guest }) => guest),
          newest: ({ visits }: Sent) => visits.map(({ guest }) => guest),
        },
      },
    },
  },
  cases: [
    {
      shows: 'a field is required with an argument',
      query: '{ paintings { title premium } }',
      data: {
        paintings: [
          { title: 'Painting p1', premium: 5 },
          { title: 'Painting p2', premium: 7 },
        ],
      },
      asks: ['gallery', 'insurer'],
    },
    {
      shows: 'the client asks for the same field with another argument',
      query: '{ paintings { worth(currency: "SEK") premium } }',
      data: {
        paintings: [
          { worth: 50, premium: 5 },
          { worth: 70, premium: 7 },
        ],
      },
    },
    {
      shows: 'the client asks for the same field with a variable, in two fragments',
      query: `query ($in: String = "SEK") { paintings { ...Worth premium ...Same } }
        fragment Worth on Painting { worth(currency: $in) }
        fragment Same on Painting { worth(currency: $in) }`,
      variables: { in: 'CHF' },
      data: {
        paintings: [
          { worth: 10, premium: 5 },
          { worth: 14, premium: 7 },
        ],
      },
    },
    {
      shows: 'a null that is required with an argument is sent as null under the name that was required',
      query: '{ paintings { framePremium frame { worth(currency: "SEK") } } }',
      data: {
        paintings: [
          { framePremium: '{"worth":2}', frame: { worth: 10 } },
          { framePremium: '{"worth":null}', frame: { worth: null } },
        ],
      },
    },
    {
      shows: 'a list is required with an argument and asked for with another',
      query: '{ paintings { visits(last: 1) { id } guests } }',
      data: {
        paintings: [
          { visits: [{ id: 'p1-v0' }], guests: ['guest of p1-v0', 'guest of p1-v1'] },
          { visits: [{ id: 'p2-v0' }], guests: ['guest of p2-v0', 'guest of p2-v1'] },
        ],
      },
    },
    {
      shows: 'a field is required with the default of an argument and asked for with another value',
      query: '{ paintings { visits(last: 2) { id } newest } }',
      data: {
        paintings: [
          { visits: [{ id: 'p1-v0' }, { id: 'p1-v1' }], newest: ['guest of p1-v0'] },
          { visits: [{ id: 'p2-v0' }, { id: 'p2-v1' }], newest: ['guest of p2-v0'] },
        ],
      },
    },
    {
      shows: 'stand-ins for required fields cannot be seen or asked for',
      query: '{ paintings { _required0_worth(currency: "CHF") } }',
      refusedWith: 'GRAPHQL_VALIDATION_FAILED',
    },
  ],
});

const asks = (...names: string[]) => names;

describeGroup({
  name: 'requires-with-argument-conflict',
  subgraphs: {
    gallery,
    insurer: {
      typeDefs: `
        type Painting @key(fields: "id") {
          id: ID! worth(currency: String!): Int @external frame: Frame @external
          premiumChf(share: Int = 1): Int @requires(fields: "worth(currency: \\"CHF\\")")
          premiumSek(share: Int = 1): Int @requires(fields: "worth(currency: \\"SEK\\")")
          total: Int @requires(fields: "worth(currency: \\"CHF\\") frame { worth(currency: \\"SEK\\") }")
          agent: String
        }
        type Frame @external { worth(currency: String!): Int }`,
      resolvers: {
        Painting: {
          premiumChf: ({ worth }: Sent, { share }: { share: number }) => worth * share,
          premiumSek: ({ worth }: Sent, { share }: { share: number }) => worth * share,
          total: ({ worth, frame }: Sent) => worth + (frame.worth ?? 0),
          agent: () => 'Ines',
        },
      },
    },
  },
  cases: [
    {
      shows: 'two fields of one subgraph require the same field with different arguments',
      query: '{ paintings { title premiumChf premiumSek agent } }',
      data: {
        paintings: [
          { title: 'Painting p1', premiumChf: 10, premiumSek: 50, agent: 'Ines' },
          { title: 'Painting p2', premiumChf: 14, premiumSek: 70, agent: 'Ines' },
        ],
      },
      asks: asks('gallery', 'insurer', 'insurer'),
    },
    {
      shows: 'each of the two fetches gets the variables that it uses',
      query:
        'query ($chf: Int, $sek: Int) { paintings { premiumChf(share: $chf) premiumSek(share: $sek) worth(currency: "CHF") } }',
      variables: { chf: 2, sek: 3 },
      data: {
        paintings: [
          { premiumChf: 20, premiumSek: 150, worth: 10 },
          { premiumChf: 28, premiumSek: 210, worth: 14 },
        ],
      },
    },
    {
      shows: 'the same arguments, or the same field elsewhere, need no fetch of their own',
      query: '{ paintings { premiumChf total } }',
      data: {
        paintings: [
          { premiumChf: 10, total: 20 },
          { premiumChf: 14, total: 14 },
        ],
      },
      asks: asks('gallery', 'insurer'),
    },
  ],
});

const pianos = [
  { __typename: 'Grand', id: 'g1' },
  { __typename: 'Upright', id: 'u1' },
];
const pianoOf = ({ id }: { id: string }) => pianos.find((piano) => piano.id === id);
const rent = ({ id }: { id: string }, { months }: { months: number }) => (id === 'g1' ? 50 : 20) * months;

describeGroup({
  name: 'requires-with-argument of an interface',
  subgraphs: {
    pianos: {
      typeDefs: `
        type Query { pianos: [Piano!]! secret: Int @inaccessible }
        interface Piano @key(fields: "id") { id: ID! rent(months: Int!): Int }
        type Grand implements Piano @key(fields: "id") { id: ID! rent(months: Int!): Int }
        type Upright implements Piano @key(fields: "id") { id: ID! rent(months: Int!): Int }`,
      resolvers: {
        Query: { pianos: () => pianos },
        Piano: { __resolveReference: pianoOf },
        Grand: { __resolveReference: pianoOf, rent },
        Upright: { __resolveReference: pianoOf, rent },
      },
    },
    offers: {
      typeDefs: `
        type Query { offered: [Piano] }
        type Piano @key(fields: "id") @interfaceObject {
          id: ID! rent(months: Int!): Int @external
          quarter: Int @requires(fields: "rent(months: 3)")
          year: Int @requires(fields: "rent(months: 12)")
        }`,
      resolvers: {
        Query: { offered: () => [{ id: 'u1' }] },
        Piano: {
          quarter: ({ rent: sent }: { rent: number }) => sent,
          year: ({ rent: sent }: { rent: number }) => sent,
        },
      },
    },
  },
  cases: [
    {
      shows: 'fields added to an interface require one field of it with different arguments',
      query: '{ pianos { __typename quarter year rent(months: 1) } }',
      data: {
        pianos: [
          { __typename: 'Grand', quarter: 150, year: 600, rent: 50 },
          { __typename: 'Upright', quarter: 60, year: 240, rent: 20 },
        ],
      },
    },
    {
      shows: 'so they do where the objects begin as interface objects',
      query: '{ offered { quarter rent(months: 1) ... on Upright { year } } }',
      data: { offered: [{ quarter: 60, rent: 20, year: 240 }] },
    },
  ],
});
