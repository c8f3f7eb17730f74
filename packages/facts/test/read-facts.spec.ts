import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import {
  checkDefined,
  checkUnique,
  citationsOf,
  countryCode,
  factColumns,
  factFields,
  FactError,
  openSources,
  readFacts,
  readTable,
  readYearSeries,
} from '../src/index.js';

const folder = mkdtempSync(path.join(tmpdir(), 'corridor-facts-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => {
  writeFileSync(path.join(folder, name), text);
  return pathToFileURL(path.join(folder, name));
};
const schema = z.strictObject({ id: z.string(), ...factFields });

describe('a fact file', () => {
  it('is refused at the line of a value that does not fit', () => {
    const file = write(
      'standing.json',
      '[\n  { "id": "a", "standing": "OFFICIAL", "citations": [{ "source": "s" }] },\n  { "id": "b",\n    "standing": "RUMOUR",\n    "citations": [{ "source": "s" }] }\n]\n',
    );
    expect(() => readFacts(file, schema)).toThrow(FactError);
    expect(() => readFacts(file, schema)).toThrow(/standing\.json:4: standing: /);
  });

  it('is refused at the record that lacks a citation, and at a date that is none', () => {
    const bare = write('bare.json', '[\n\n{ "id": "a", "standing": "OFFICIAL", "citations": [] }]');
    expect(() => readFacts(bare, schema)).toThrow(/bare\.json:3: citations: a fact needs a citation/);
    const dated = write(
      'dated.json',
      '[{ "id": "a", "standing": "OFFICIAL", "validFrom": "then", "citations": [{ "source": "s" }] }]',
    );
    expect(() => readFacts(dated, schema)).toThrow(/dated\.json:1: validFrom: expected an EDTF date/);
  });

  it('is refused where it is no JSON', () => {
    expect(() => readFacts(write('broken.json', '[\n{ "id": "a", }\n]'), schema)).toThrow(
      /broken\.json:2: not JSON/,
    );
  });

  it('is refused where it cites a source that nothing defines', () => {
    const sources = openSources([write('sources.json', '[{ "key": "s", "title": "T", "kind": "BOOK" }]')]);
    const file = write(
      'cited.json',
      '[\n{ "id": "a", "standing": "OFFICIAL",\n"citations": [{ "source": "other" }] }]',
    );
    const [record] = readFacts(file, schema);
    expect(() => citationsOf(sources, record!.fact.citations, record!)).toThrow(
      /cited\.json:3: citations: no source has the key other/,
    );
  });
});

describe('a fact table', () => {
  it('leaves empty cells out and is refused at the line of a bad one', () => {
    const row = z.strictObject({
      code: z.string(),
      from: z.coerce.number().int(),
      values: z.string().optional(),
    });
    const file = write('table.csv', '# a comment\ncode,from,values\nA,2000,1||3\nB,x,\n');
    expect(() => readTable(file, row)).toThrow(/table\.csv:4: from: /);
    const good = write('good.csv', 'code,from,values\nA,2000,\n');
    expect(readTable(good, row).map(({ fact }) => fact)).toEqual([{ code: 'A', from: 2000 }]);
  });

  it('holds a series as its first year and its values, gaps left out', () => {
    expect(readYearSeries({ from: 2000, values: '1||3.5' })).toEqual([
      { year: 2000, value: '1' },
      { year: 2002, value: '3.5' },
    ]);
  });

  it('is refused where it names what is no country, no day or no id', () => {
    const named = z.strictObject({ country: countryCode, ...factFields });
    const cited = (place: object) => [{ country: 'PAK', standing: 'OFFICIAL', citations: [place] }];
    const file = (records: unknown) => write('named.json', JSON.stringify(records));
    expect(() => readFacts(file([{ country: 'XKX' }]), named)).toThrow(
      /named\.json:1: country: expected an ISO/,
    );
    expect(() => readFacts(file(cited({ source: 's', retrievedAt: '2026' })), named)).toThrow(/retrievedAt/);
    const [record] = readFacts(file(cited({ source: 's', retrievedAt: '2026-01-05' })), named);
    expect(record?.fact.citations[0]?.retrievedAt).toBe('2026-01-05T00:00:00.000Z');
    expect(checkDefined(new Set(['a']), 'a', record!)).toBe('a');
    expect(() => checkDefined(new Set(['a']), 'b', record!, 'phases', 0)).toThrow(
      /named\.json:1: phases\.0: nothing has the id b/,
    );
    expect(() => checkUnique([record!, record!], ({ country }) => country)).toThrow('PAK is defined twice');
  });

  it('is refused where a fact ends before it begins', () => {
    const fact = { standing: 'OFFICIAL', citations: [], validFrom: '2020', validTo: '2019-12' };
    const record = { error: (problem: string) => new FactError('terms.json', 7, problem) };
    expect(() => factColumns(openSources([]), fact, record)).toThrow(
      'terms.json:7: validTo: before validFrom',
    );
    expect(factColumns(openSources([]), { ...fact, validTo: undefined })).toEqual({
      ...{ standing: 'OFFICIAL', validFrom: '2020', validTo: null, citations: [], dataSet: 'compiled' },
    });
  });
});
