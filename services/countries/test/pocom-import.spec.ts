import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDatabase, type Database } from '@corridor/database';
import { openRejects } from '@corridor/importing';
import { openTestService, type TestService } from '@corridor/testkit';
import { countries, importers } from '../src/index.js';

const folder = mkdtempSync(path.join(tmpdir(), 'corridor-pocom-'));
let service: TestService;
let database: Database;
beforeAll(async () => {
  service = await openTestService(countries);
  const { entities, migrations, name } = countries;
  database = await openDatabase({ target: service.target, name, entities, migrations });
});
afterAll(async () => {
  await database.close();
  await service.close();
  rmSync(folder, { recursive: true });
});

const dated = (name: string, date: string) => `<${name}><date>${date}</date><note/></${name}>`;
const chief = (id: string, dates: string, person = 'nobody-ann-jr') => `<chief><id>${id}</id>
<person-id>${person}</person-id><role-title-id>ambassador-e-p</role-title-id>
<contemporary-territory-id>pakistan</contemporary-territory-id>${dates}<note>Declined.</note></chief>`;

async function importChiefs(...chiefs: string[]) {
  const location = path.join(folder, 'pakistan.xml');
  const content = `<?xml version="1.0"?><country-mission><territory-id>pakistan</territory-id><chiefs>${chiefs.join('\n')}</chiefs></country-mission>`;
  writeFileSync(location, content);
  const rejects = openRejects(folder, 'pocom');
  const file = { path: 'pakistan.xml', location, bytes: content.length, sha256: content, verified: true };
  const report = await importers.find(({ id }) => id === 'pocom')!.run([file], { database, rejects });
  rejects.close();
  return { report, reasons: Object.fromEntries(rejects.counts) };
}

test('a chief of mission is a term of office; who never took up the post is left out', async () => {
  const served = chief('pk-1950-nobo-01', dated('started', '1950-02-03') + dated('ended', '1952-07'));
  const declined = chief('pk-1953-nobo-01', dated('appointed', '1953-01-01'));
  const arrived = chief('pk-1954-nobo-01', dated('started', '') + dated('arrived', '1954-05-06'));
  const damaged = chief('pk-1955-nobo-01', dated('started', '1955-02-30'));
  const imported = await importChiefs(served, declined, arrived, damaged, served);
  expect(imported).toEqual({
    report: { read: 5, created: 2, updated: 0, unchanged: 0, rejected: 3 },
    reasons: { 'did not take up the post': 1, 'not a date': 1, 'a record of this id came before': 1 },
  });
  expect((await importChiefs(served, arrived)).report).toMatchObject({ created: 0, unchanged: 2 });
  const { data } = await service.execute(`{people(filter:{text:"nobody"}){nodes{id name
    terms{title role validFrom validTo country{iso3} citations{locator source{publisher}}}}}}`);
  const office = {
    title: 'Ambassador Extraordinary and Plenipotentiary to Pakistan',
    ...{ role: 'AMBASSADOR', country: { iso3: 'USA' } },
  };
  const citations = (id: string) => [
    { locator: `chief ${id}`, source: { publisher: expect.stringMatching('^Office of the Historian') } },
  ];
  const [person] = data.people.nodes;
  expect(person).toMatchObject({ id: 'person:pocom:nobody-ann-jr', name: 'Nobody Ann Jr' });
  expect(person.terms).toHaveLength(2);
  expect(person.terms).toEqual(
    expect.arrayContaining([
      { ...office, validFrom: '1950-02-03', validTo: '1952-07', citations: citations('pk-1950-nobo-01') },
      { ...office, validFrom: '1954-05-06', validTo: null, citations: citations('pk-1954-nobo-01') },
    ]),
  );
});
