import { describeGroup, findAmong, type Group } from './describe-group.js';

const pilots = [
  { id: 'p1', name: 'Ada', callsign: 'Lark' },
  { id: 'p2', name: 'Bo', callsign: 'Kite' },
];

const rosterResolvers = {
  Query: {
    anyPilot: () => ({ id: 'p1', licence: 'L-1' }),
    namedPilot: () => ({ id: 'p1', licence: 'L-1', name: 'Ada of the roster' }),
  },
  Pilot: { licence: ({ id }: { id: string }) => id.replace('p', 'L-') },
};

const registerResolvers = {
  Query: { pilot: (_: unknown, { id }: { id: string }) => findAmong(pilots)({ id }) },
  Pilot: { __resolveReference: findAmong(pilots) },
};

/** A subgraph that extends another's type and lends a field of it on one path only. */
const extension = (
  name: string,
  pilot: string,
  { isShareable, isFederation1 }: { isShareable?: true; isFederation1?: true },
): Group => ({
  name,
  subgraphs: {
    roster: {
      ...(isFederation1 && { isFederation1 }),
      typeDefs: `
        type Query { anyPilot: Pilot namedPilot: Pilot @provides(fields: "name") }
        ${pilot} { id: ID! @external name: String! @external licence: ID }`,
      resolvers: rosterResolvers,
    },
    register: {
      ...(isFederation1 && { isFederation1 }),
      typeDefs: `
        type Query { pilot(id: ID): Pilot }
        type Pilot @key(fields: "id") { id: ID! name: String! ${isShareable ? '@shareable' : ''} callsign: String }`,
      resolvers: registerResolvers,
    },
  },
  cases: [
    {
      shows: 'a field that is only external comes from its owner',
      query: '{ anyPilot { id name } pilot(id: "p2") { id name callsign } }',
      data: { anyPilot: { id: 'p1', name: 'Ada' }, pilot: { id: 'p2', name: 'Bo', callsign: 'Kite' } },
      asks: ['register', 'register', 'roster'],
    },
    {
      shows: 'an external key is answered on the spot',
      query: '{ anyPilot { id licence } }',
      data: { anyPilot: { id: 'p1', licence: 'L-1' } },
      asks: ['roster'],
    },
    {
      shows: 'an external field that the path provides is answered on the spot',
      query: '{ namedPilot { id licence name } }',
      data: { namedPilot: { id: 'p1', licence: 'L-1', name: 'Ada of the roster' } },
      asks: ['roster'],
    },
    {
      shows: 'what the path does not provide comes from the owner',
      query: '{ namedPilot { name callsign } }',
      data: { namedPilot: { name: 'Ada of the roster', callsign: 'Lark' } },
      asks: ['register', 'roster'],
    },
  ],
});

describeGroup(
  extension('fed1-external-extends', 'type Pilot @key(fields: "id") @extends', { isFederation1: true }),
);
describeGroup(
  extension('fed1-external-extension', 'extend type Pilot @key(fields: "id")', { isFederation1: true }),
);
describeGroup(
  extension('fed2-external-extends', 'type Pilot @key(fields: "id") @extends', { isShareable: true }),
);
describeGroup(
  extension('fed2-external-extension', 'extend type Pilot @key(fields: "id")', { isShareable: true }),
);

const tools = [{ id: 't1', name: 'Plane', shelf: 'S4' }];

describeGroup({
  name: 'fed1-external-extends-resolvable',
  subgraphs: {
    workshop: {
      isFederation1: true,
      typeDefs: `
        type Query { toolAtHand: Tool }
        type Tool @key(fields: "id") { id: ID! name: String shelf: ID }`,
      resolvers: { Query: { toolAtHand: () => tools[0] }, Tool: { __resolveReference: findAmong(tools) } },
    },
    shop: {
      isFederation1: true,
      typeDefs: `
        type Query { toolOnSale: Tool }
        extend type Tool @key(fields: "id name") @key(fields: "barcode") {
          id: ID @external name: String @external barcode: String @external price: Int!
        }`,
      resolvers: {
        Query: { toolOnSale: () => ({ id: 't1', name: 'Plane', barcode: '404' }) },
        Tool: {
          __resolveReference: ({ id, name }: { id: string; name: string }) =>
            id === 't1' && name === 'Plane' ? { id, name, barcode: '404', price: 20 } : null,
        },
      },
    },
  },
  cases: [
    {
      shows: 'a subgraph that extends a type resolves the external field of a key that nobody else has',
      query: '{ toolAtHand { id shelf price barcode name } }',
      data: { toolAtHand: { id: 't1', shelf: 'S4', price: 20, barcode: '404', name: 'Plane' } },
      asks: ['shop', 'workshop'],
    },
  ],
});

const cheeses = [
  { id: 'c1', name: 'Brie' },
  { id: 'c2', name: 'Gouda' },
];

describeGroup({
  name: 'mysterious-external',
  subgraphs: {
    prices: {
      isFederation1: true,
      typeDefs: `
        extend type Cheese @key(fields: "id") { id: ID! @external price: Float }
        type Query { cheapest: Cheese }`,
      resolvers: {
        Query: { cheapest: () => ({ id: 'c2' }) },
        Cheese: { price: ({ id }: { id: string }) => (id === 'c2' ? 4.5 : 9) },
      },
    },
    cheeses: {
      isFederation1: true,
      typeDefs: `type Cheese @key(fields: "id") { id: ID! name: String! } type Query { cheeses: [Cheese!]! }`,
      resolvers: { Query: { cheeses: () => cheeses }, Cheese: { __resolveReference: findAmong(cheeses) } },
    },
  },
  cases: [
    {
      shows: 'a key that is external where the entity begins leads to its owner',
      query: '{ cheapest { id price name } }',
      data: { cheapest: { id: 'c2', price: 4.5, name: 'Gouda' } },
      asks: ['cheeses', 'prices'],
    },
    {
      shows: 'a key leads into the subgraph where it is external',
      query: '{ cheeses { name price id } }',
      data: {
        cheeses: [
          { name: 'Brie', price: 9, id: 'c1' },
          { name: 'Gouda', price: 4.5, id: 'c2' },
        ],
      },
      asks: ['cheeses', 'prices'],
    },
  ],
});
