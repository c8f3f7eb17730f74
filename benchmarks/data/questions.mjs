/** What is asked at each size: the dashboards as they are, for the busiest country and pair, and with random filters. */
import { operations } from '../graph/operations.mjs';

const bodyOf = (name, variables) => {
  const { query, variables: fixed } = JSON.parse(operations.find((one) => one.name === name).body);
  return JSON.stringify({ query, variables: variables ?? fixed });
};

/** A generator of numbers in [0, 1) that gives the same for the same seed (mulberry32). */
function openRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const boxes = [
  [60, 23, 78, 37],
  [-10, 35, 30, 60],
  [-125, 24, -66, 50],
  [90, 18, 135, 54],
];
const words = ['consult', 'pakistan', 'china', 'make statement', 'military', 'police', 'cooperation', 'visit'];
const facets = ['YEAR', 'KIND'];

/** Filters of the kinds that analysts use; `counted` ones ask for facets too; of texts and places there are no counts. */
function randomFilters(seed, { countries, pairs, kinds, months }) {
  const random = openRandom(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const period = () => {
    const month = pick(months);
    return { from: `${month}-01`, to: `${month}-28` };
  };
  const shapes = [
    () => ({ countries: [pick(countries)] }),
    () => ({ countries: [pick(countries)], kinds: [pick(kinds)] }),
    () => ({ dyad: pick(pairs) }),
    () => ({ kinds: [pick(kinds)] }),
    () => ({ plover: [pick(['AGREE', 'CONSULT', 'ASSAULT', 'ACCUSE'])], countries: [pick(countries)] }),
    () => ({ cameoPrefix: pick(['04', '05', '19', '11']), countries: [pick(countries)] }),
    () => ({ ...period(), countries: [pick(countries)] }),
    () => ({ text: pick(words), countries: [pick(countries)] }),
    () => ({ text: pick(words) }),
    () => ({ bbox: pick(boxes) }),
  ];
  return Array.from({ length: 50 }, (_, index) => {
    const filter = shapes[index % shapes.length]();
    const isCounted = !filter.text && !filter.bbox;
    const f = isCounted ? { ...filter, facets } : filter;
    return { name: `filter ${index + 1}`, group: isCounted ? 'counted' : 'looked at', body: bodyOf('EventTimeline', { f }) };
  });
}

/** @param scopes of the synthetic volume, busiest first, as they are at the smallest size */
export function questionsFor({ countries, pairs, kinds, months, seed }) {
  const [busiest] = countries;
  const [[a, b]] = pairs;
  const asked = (name, variables) => ({ name, group: 'dashboard', body: bodyOf(name, variables) });
  return [
    ...operations.map(({ name }) => asked(name)),
    { ...asked('CountryOverview', { c: busiest, asOf: '2026-01-05' }), name: `CountryOverview of ${busiest}` },
    { ...asked('RelationPage', { a, b }), name: `RelationPage of ${a} and ${b}` },
    { ...asked('EventTimeline', { f: { dyad: [a, b], facets } }), name: `EventTimeline of ${a} and ${b}` },
    ...randomFilters(seed, { countries, pairs, kinds, months }),
  ];
}
