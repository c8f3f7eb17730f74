/**
 * Lighthouses of many coasts, told by five services. The dashboard takes five fetches over three hops:
 * coast, then signals and rosters at once, then workshop and people at once; the card takes one.
 * Each request asks for another coast or light, so that no two requests under way are the same.
 */
import { createSeeded } from './seeded.mjs';

const coastCount = 128;
const lightsPerCoast = 22;
const roll = createSeeded(7);
const pick = (list) => list[roll(list.length)];
const padded = (number, width) => String(number).padStart(width, '0');
const day = (from, years) => `${from + roll(years)}-${padded(1 + roll(12), 2)}-${padded(1 + roll(28), 2)}`;

const seas = ['Amber', 'Grey', 'Heron', 'Long', 'Northern', 'Quiet', 'Salt', 'Winter'];
const places = ['Cape', 'Head', 'Ness', 'Point', 'Reef', 'Rock', 'Sound', 'Spit'];
const characters = ['Fl W 5s', 'Fl(2) W 10s', 'Iso R 4s', 'LFl W 15s', 'Oc G 6s', 'Q W'];
const notes = [
  'haze over the bar',
  'swell from the west',
  'clear to the horizon',
  'squalls, light seen between them',
];
const ranks = ['assistant', 'keeper', 'principal'];
const makers = [
  { name: 'Barrow & Lens', country: 'GB' },
  { name: 'Phare Atelier', country: 'FR' },
  { name: 'Fyrverk', country: 'NO' },
];

const people = Array.from({ length: 300 }, (_, index) => ({
  id: `k${index}`,
  name: `${pick(['Ada', 'Bo', 'Cleo', 'Dag', 'Edda', 'Finn', 'Gro', 'Hal'])} ${pick(['Aske', 'Brae', 'Carr', 'Dunn', 'Elv'])}`,
  rank: pick(ranks),
  since: day(1990, 30),
}));
const lamps = Array.from({ length: 400 }, (_, index) => ({
  serial: `L-${padded(index, 4)}`,
  model: `M${10 + roll(80)}`,
  watts: 100 * (1 + roll(20)),
  hoursLeft: roll(9000),
  maker: pick(makers),
}));

const makeLight = (code, index) => ({
  id: `${code}-${padded(index, 2)}`,
  name: `${pick(seas)} ${pick(places)}`,
  builtOn: day(1790, 180),
  heightM: 8 + roll(60),
  rangeNm: 5 + roll(22),
  character: pick(characters),
  isAutomated: roll(3) > 0,
  position: { latitude: (roll(18000) - 9000) / 100, longitude: (roll(36000) - 18000) / 100 },
  lamp: lamps[roll(lamps.length)],
  sightings: Array.from({ length: 4 }, () => ({
    seenAt: `2024-${padded(1 + roll(12), 2)}-${padded(1 + roll(28), 2)}T${padded(roll(24), 2)}:00:00Z`,
    visibilityKm: roll(400) / 10,
    note: pick(notes),
  })),
  keepers: [people[roll(people.length)], people[roll(people.length)]],
});
const coasts = Array.from({ length: coastCount }, (_, index) => {
  const code = `C${padded(index, 3)}`;
  const lights = Array.from({ length: lightsPerCoast }, (_, number) => makeLight(code, number));
  return { code, name: `${pick(seas)} Coast`, lengthKm: 40 + roll(900), lights };
});

const byKey = (list, key) => new Map(list.map((item) => [item[key], item]));
const coastOf = byKey(coasts, 'code');
const lightOf = byKey(
  coasts.flatMap(({ lights }) => lights),
  'id',
);
const personOf = byKey(people, 'id');
const lampOf = byKey(lamps, 'serial');
const onlyKey = (key) => (value) => ({ [key]: value[key] });

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])\n';

const services = {
  coast: {
    typeDefs: `${link}
      type Query { coast(code: ID!): Coast  light(id: ID!): Light }
      type Coast { code: ID! name: String! lengthKm: Int! lights: [Light!]! }
      type Position { latitude: Float! longitude: Float! }
      type Light @key(fields: "id") {
        id: ID! name: String! builtOn: String! heightM: Int! rangeNm: Int! character: String!
        isAutomated: Boolean! position: Position!
      }`,
    resolvers: {
      Query: { coast: (_, { code }) => coastOf.get(code), light: (_, { id }) => lightOf.get(id) },
      Light: { __resolveReference: ({ id }) => lightOf.get(id) },
    },
  },
  signals: {
    typeDefs: `${link}
      type Light @key(fields: "id") { id: ID! lamp: Lamp sightings(first: Int = 2): [Sighting!] }
      type Lamp @key(fields: "serial") { serial: ID! }
      type Sighting { seenAt: String! visibilityKm: Float! note: String }`,
    resolvers: {
      Light: {
        __resolveReference: ({ id }) => lightOf.get(id),
        lamp: ({ lamp }) => onlyKey('serial')(lamp),
        sightings: ({ sightings }, { first }) => sightings.slice(0, first),
      },
    },
  },
  rosters: {
    typeDefs: `${link}
      type Light @key(fields: "id") { id: ID! keepers: [Keeper!] }
      type Keeper @key(fields: "id") { id: ID! }`,
    resolvers: {
      Light: {
        __resolveReference: ({ id }) => lightOf.get(id),
        keepers: ({ keepers }) => keepers.map(onlyKey('id')),
      },
    },
  },
  workshop: {
    typeDefs: `${link}
      type Lamp @key(fields: "serial") { serial: ID! model: String watts: Int hoursLeft: Int maker: Maker }
      type Maker { name: String! country: String! }`,
    resolvers: { Lamp: { __resolveReference: ({ serial }) => lampOf.get(serial) } },
  },
  people: {
    typeDefs: `${link}
      type Keeper @key(fields: "id") { id: ID! name: String rank: String since: String }`,
    resolvers: { Keeper: { __resolveReference: ({ id }) => personOf.get(id) } },
  },
};

const dashboard = `query CoastDashboard($code: ID!, $sightings: Int) {
  coast(code: $code) {
    code
    name
    lengthKm
    lights {
      id
      name
      heightM
      rangeNm
      character
      position { latitude longitude }
      lamp { serial model hoursLeft maker { name country } }
      sightings(first: $sightings) { seenAt visibilityKm }
      keepers { id name rank }
    }
  }
}`;
const card = `query LightCard($id: ID!) {
  light(id: $id) {
    id
    name
    builtOn
    heightM
    rangeNm
    character
    isAutomated
    position { latitude longitude }
  }
}`;

export const coast = {
  services,
  operations: {
    dashboard: coasts.map(({ code }) => ({
      operationName: 'CoastDashboard',
      query: dashboard,
      variables: { code, sightings: 2 },
    })),
    card: coasts.map(({ lights }) => ({
      operationName: 'LightCard',
      query: card,
      variables: { id: lights[0].id },
    })),
  },
};
