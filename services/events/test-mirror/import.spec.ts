import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, sql, type Database } from '@corridor/database';
import { openRejects } from '@corridor/importing';
import { openTestDatabase, openTestService, type TestDatabase, type TestService } from '@corridor/testkit';
import { events, importers } from '../src/index.js';
import { listVotingAgreement } from '../src/stores/relations.js';

/** The publishers' files as the mirror keeps them: `CORRIDOR_MIRROR=<folder> npm run test:mirror`. */
const mirror = process.env['CORRIDOR_MIRROR'] ?? '';
const folder = mkdtempSync(path.join(tmpdir(), 'corridor-mirror-'));

let own: TestDatabase;
let database: Database;
let service: TestService;
beforeAll(async () => {
  if (!existsSync(mirror)) throw new Error('set CORRIDOR_MIRROR to the folder with the publishers’ files');
  own = await openTestDatabase('events');
  database = await openDatabase({ ...events, target: own.target });
  service = await openTestService(events, own.target);
});
afterAll(async () => {
  await service?.close();
  await database?.close();
  await own?.drop();
  rmSync(folder, { recursive: true });
});

const filesIn = (place: string) =>
  readdirSync(path.join(mirror, place), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(xml|csv)(\.gz)?$/i.test(name))
    .sort()
    .map((name) => {
      const location = path.join(mirror, place, name);
      const content = readFileSync(location);
      const sha256 = createHash('sha256').update(content).digest('hex');
      return { path: path.join(place, name), location, bytes: content.length, sha256, verified: true };
    });

async function runImport(id: string, place: string) {
  const rejects = openRejects(folder, id);
  const report = await importers.find((one) => one.id === id)!.run(filesIn(place), { database, rejects });
  rejects.close();
  return { report, reasons: Object.fromEntries(rejects.counts) };
}

/** What the compiled facts already have of a data set; those rows are left alone. */
const countCompiled = async (prefix: string) =>
  (
    await database.rows<{ count: number }>(
      sql`select count(*) from event_key where data_set = 'compiled' and id like ${`${prefix}%`}`,
    )
  )[0]!.count;

describe('the publishers’ own files', () => {
  it.each([
    ['gdelt', 'events/gdelt', 'ev:gdelt:', 17_536, { 'no state or organisation actor': 3_329 }],
    ['histstate-visits', 'events/histstate/visits', 'ev:histstate:visit:', 2_769, {}],
    ['histstate-travels', 'events/histstate/travels', 'ev:histstate:trip:', 3_923, {}],
    ['unvotes', 'events/unvotes', 'none', 870_109 + 6_203, { 'no country code': 5_444 }],
  ])(
    'of %s are all loaded or left out with a reason, and a second time unchanged',
    async (id, place, prefix, read, reasons) => {
      const first = await runImport(id, place);
      const rejected = Object.values(reasons).reduce((sum: number, count) => sum + Number(count), 0);
      const unchanged = await countCompiled(prefix);
      expect(first).toEqual({
        report: { read, created: read - rejected - unchanged, updated: 0, unchanged, rejected },
        reasons,
      });
      const second = await runImport(id, place);
      expect(second.report).toEqual({ read, created: 0, updated: 0, unchanged: read - rejected, rejected });
    },
  );

  it('of the votes give what was compiled of them', async () => {
    const compiled = await database.rows<{ pair: string }>(
      sql`select pair, year, shared_roll_calls, same_votes from voting_agreement order by pair, year`,
    );
    const pairs = [...new Set(compiled.map(({ pair }) => pair))];
    expect(pairs).toHaveLength(15);
    expect(await listVotingAgreement(database, { from: null, to: null }, pairs)).toEqual(compiled);
  });

  it('are counted exactly, also in a list of many thousands', async () => {
    const { data, errors } = await service.execute('{ events(first: 1) { totalCount totalIsExact } }');
    expect(errors).toBeUndefined();
    const [known] = await database.rows<{ events: number }>(
      sql`select count(*)::integer as events from event_key`,
    );
    expect(known!.events).toBeGreaterThan(13_000);
    expect(data.events).toEqual({ totalCount: known!.events, totalIsExact: true });
  });
});
