import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDatabase, runStatement } from '@corridor/testkit';
import { openTestGraph, type TestGraph } from '../world/open-test-graph.js';
import { findProblems, type Expectation } from './checks.mjs';

const questions = JSON.parse(readFileSync(new URL('questions.json', import.meta.url), 'utf8')) as {
  readonly id: number;
  readonly query: string;
  readonly expect: readonly Expectation[];
}[];

/** A compiled record, and the questions that rest on it: without it these turn red and no other does. */
const records: readonly (readonly [
  service: 'countries' | 'projects' | 'events',
  table: string,
  id: string,
  red: readonly number[],
])[] = [
  ['countries', 'office_term', 'term:donald-trump-president-2025', [13]],
  ['countries', 'office_term', 'term:wang-yi-foreign-minister-2023', [41]],
  ['countries', 'office_term', 'term:ishaq-dar-foreign-minister-2024', [41]],
  ['countries', 'office_term', 'term:zhou-enlai-premier-1949', [28]],
  ['countries', 'person', 'person:zhou-enlai', [28, 29]],
  ['countries', 'partnership', 'partnership:chn-pak-2015', [4, 26]],
  ['countries', 'bilateral_relation', 'CHN-PAK', [4, 27]],
  ['countries', 'doctrine', 'doctrine:chn-neighbourhood', [32]],
  ['countries', 'border', 'CHN-PAK', [32, 43]],
  ['countries', 'border', 'AFG-PAK', [24]],
  ['countries', 'border', 'AFG-CHN', [24, 32]],
  ['projects', 'project', 'project:pk-f16-monitoring', [37, 38, 39]],
  ['projects', 'project', 'project:bri', [8, 9]],
  ['projects', 'project_phase', 'phase:cpec-2', [19, 20]],
  ['projects', 'funding_action', 'fa:pk-f16-released-2025-02', [37]],
  ['projects', 'sector', 'DAC:240', [21]],
  ['events', 'event', 'ev:chn-pak-joint-2026-01-05', [1, 22, 23]],
  ['events', 'event', 'ev:wang-dar-2026-01-04', [40, 42]],
  ['events', 'event', 'ev:pak-nobel-2025-06', [16]],
  ['events', 'event', 'ev:kabul-suspect-arrest-2025-03', [34]],
  ['events', 'event', 'ev:kabul-airport-2021-08-26', [35]],
  ['events', 'event', 'ev:f16-release-2025-02', [39]],
  ['events', 'statement', 'st:chn-pak-2026-01-05', [2, 18, 21, 22, 23, 25, 44]],
  ['events', 'statement', 'st:wang-dar-2026-01-04', [42]],
  ['events', 'relation_driver', 'driver:chn-pak-attacks', [11]],
  ['events', 'relation_driver', 'driver:pak-usa-since-2025', [12]],
  ['events', 'relation_driver', 'driver:pak-usa-counterweight', [31]],
  ['events', 'relation_driver', 'driver:chn-usa-pakistan-channel', [29]],
  ['events', 'position', 'position:pak-taiwan', [5]],
  ['events', 'position', 'position:pak-south-china-sea', [6]],
  ['events', 'claim', 'claim:trump-diplomatic-victory', [14]],
  ['events', 'claim', 'claim:chn-sphere-of-influence', [15]],
  ['events', 'claim', 'claim:zhou-bridge', [29]],
  ['events', 'claim', 'claim:pak-blames-sharifullah', [35]],
  ['events', 'event', 'ev:trump-thanks-pak-2025-03-04', [36]],
];

let whole: TestGraph;
beforeAll(async () => {
  whole = await openTestGraph();
});
afterAll(() => whole.close());

async function listRed(graph: TestGraph): Promise<number[]> {
  const red: number[] = [];
  for (const { id, query, expect: expectations } of questions)
    if (findProblems(await graph.ask(query), expectations).length > 0) red.push(id);
  return red;
}

describe('exactly the questions that rest on a record turn red without it:', () => {
  it.each(records)('%s %s %s', async (service, table, id, expected) => {
    const database = await openTestDatabase(service);
    try {
      expect(await runStatement(database.target, `delete from ${table} where id = $1`, [id])).toBe(1);
      const graph = await openTestGraph({ ...whole.targets, [service]: database.target });
      try {
        expect(await listRed(graph)).toEqual(expected);
      } finally {
        await graph.close();
      }
    } finally {
      await database.drop();
    }
  });
});
