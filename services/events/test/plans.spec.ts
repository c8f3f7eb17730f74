import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isoCountries } from '@corridor/country-codes';
import { sql, type Database } from '@corridor/database';
import type { EventRecord } from '../src/event-record.js';
import type { EventFilter, EventScope } from '../src/stores/event-filter.js';
import { countEvents, listCodings, listEventPages, listEventsByIds } from '../src/stores/events.js';
import { countFacets } from '../src/stores/facets.js';
import { listTemperatureSums } from '../src/stores/relations.js';
import { analyzeEvents, deleteOtherEvents } from '../src/stores/write-events.js';
import { openWorld, type World } from './world.js';

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Total Cost': number;
  readonly Plans?: readonly Plan[];
}

let world: World;
const states = isoCountries.map(({ alpha3 }) => alpha3).slice(0, 60);
const eventsPerYear = 8_000;

/** A plain report; the first states act more often than the last, as in life. */
function plainEvent(number: number): Partial<EventRecord> & { readonly id: string } {
  const state = (salt: number) => states[((number * salt) % 97) % states.length]!;
  const [source, target] = [state(31), state(17)];
  const month = String((number % 12) + 1).padStart(2, '0');
  const day = String((number % 28) + 1).padStart(2, '0');
  const cameo = ['010', '040', '051', '112', '190'][number % 5]!;
  return {
    id: `ev:test-${number}`,
    title: number % 500 === 0 ? 'A rarity is seen' : `${source} meets ${target}`,
    when: `${2016 + (number % 2)}-${month}-${day}`,
    kind: number % 5 === 0 ? 'STATEMENT' : 'MEETING',
    participants: [{ actor: source, role: 'ACTOR' }],
    codings: [{ source, target, cameo, codedBy: 'GDELT' }],
    location: { name: 'Somewhere', lat: (number % 160) - 80, lon: (number % 350) - 175, precision: 'city' },
    article: `source:${number}`,
  };
}

beforeAll(async () => {
  world = await openWorld();
  await world.record(...Array.from({ length: 2 * eventsPerYear }, (_, number) => plainEvent(number)));
  await world.database.transaction((transaction) => analyzeEvents(transaction, 2 * eventsPerYear));
});
afterAll(async () => {
  await world.database.transaction((transaction) => deleteOtherEvents(transaction, [], 'test'));
  await world.close();
});

/** The plans of the statements that some work sends, which are not run. */
async function plansOf(work: (database: Database) => Promise<unknown>): Promise<Plan[]> {
  const plans: Plan[] = [];
  const explaining: Database = {
    ...world.database,
    rows: async (statement) => {
      const [row] = await world.database.rows<Record<string, [{ Plan: Plan }]>>(
        sql`explain (format json) ${statement}`,
      );
      plans.push(Object.values(row!)[0]![0].Plan);
      return [];
    },
  };
  await work(explaining);
  return plans;
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** The tables of plain events that a plan reads from end to end: what it takes would grow with them. */
const scannedIn = (plans: readonly Plan[]): string[] =>
  plans
    .flatMap(nodesOf)
    .filter((node) => node['Node Type'] === 'Seq Scan' && /_plain/.test(node['Relation Name'] ?? ''))
    .map((node) => node['Relation Name']!);

const window = { first: 50, after: undefined };
const order = { field: 'WHEN', direction: 'DESC' } as const;
const none: EventFilter = { words: [], overlaps: [] };
const march = { overlaps: [{ from: '2017-03-05', to: '2017-03-20' }] };

const asked: readonly (readonly [string, EventScope, EventFilter, readonly string[]])[] = [
  ['a country’s events', 'country', none, [states[0]!]],
  ['five countries’ events', 'country', none, states.slice(0, 5)],
  ['a relation’s events', 'relation', none, [`${states[0]}-${states[3]}`]],
  ['a pair’s events in all the world’s', 'world', { ...none, dyad: [states[0]!, states[3]!] }, ['all']],
  ['a country’s events of a kind', 'country', { ...none, kinds: ['MEETING'] }, [states[0]!]],
  ['a country’s events of a code', 'country', { ...none, cameoPrefix: '04' }, [states[0]!]],
  ['a country’s events of a type', 'country', { ...none, plover: ['CONSULT'] }, [states[0]!]],
  ['a country’s events of some days', 'country', { ...none, ...march }, [states[0]!]],
  ['the world’s events of some days', 'world', { ...none, ...march }, ['all']],
  ['all the world’s events', 'world', none, ['all']],
  ['a project’s events', 'project', none, ['project:cpec']],
  ['events by a rare word', 'world', { ...none, words: ['rarity'] }, ['all']],
  [
    'events in a small box',
    'world',
    { ...none, bbox: { west: 60, south: 20, east: 64, north: 24 } },
    ['all'],
  ],
  ['events of an actor', 'world', { ...none, actor: 'nsa:taliban' }, ['all']],
];

describe.each(asked)('%s', (_, scope, filter, parents) => {
  it('are listed without reading every plain event', async () => {
    const plans = await plansOf((database) =>
      listEventPages(database, { scope, filter, order, window }, parents),
    );
    expect(plans).toHaveLength(1);
    expect(scannedIn(plans)).toEqual([]);
  });

  it('are counted, and their facets, without reading every plain event', async () => {
    const groups = [['YEAR'], ['KIND'], ['PLOVER_TYPE']] as const;
    const counts = await plansOf((database) => countEvents(database, { scope, filter }, parents));
    const facets = await plansOf((database) => countFacets(database, { scope, filter, groups }, parents));
    expect(scannedIn([...counts, ...facets])).toEqual([]);
  });
});

describe('a single event', () => {
  it('is found, and its codings, in its partition', async () => {
    const ids = ['ev:test-1', 'ev:test-2'];
    const plans = [
      ...(await plansOf((database) => listEventsByIds(database, ids))),
      ...(await plansOf((database) => listCodings(database, ids))),
    ];
    expect(scannedIn(plans)).toEqual([]);
    for (const plan of plans) expect(plan['Total Cost']).toBeLessThan(200);
  });
});

describe('a temperature', () => {
  it('reads sums, no events', async () => {
    const span = {
      interval: 'MONTH',
      scale: 'GOLDSTEIN',
      from: '2016-01-01',
      to: null,
      otherwiseTo: null,
    } as const;
    const plans = await plansOf((database) =>
      listTemperatureSums(database, span, [`${states[0]}-${states[3]}`]),
    );
    expect(plans.flatMap(nodesOf).filter((node) => /^event/.test(node['Relation Name'] ?? ''))).toEqual([]);
  });
});
