import { describe, expect, it } from '@jest/globals';
import { FactError } from '@corridor/facts';
import { listDefined, readBook } from '../src/facts/book.js';
import { checkBook } from '../src/facts/check-book.js';
import { readCameoCodes } from '../src/facts/codes.js';
import { listNamed } from '../src/facts/list-references.js';
import { listReferences } from '../src/index.js';

const book = readBook();
type Book = typeof book;
const changed = <Name extends keyof Book>(name: Name, id: string, over: object): Book => ({
  ...book,
  [name]: book[name].map((record) =>
    record.fact.id === id ? { ...record, fact: { ...record.fact, ...over } } : record,
  ),
});

describe('the fact files', () => {
  it('name nothing of this service that is not there', () => expect(() => checkBook(book)).not.toThrow());

  it.each([
    [
      'events',
      'ev:f16-release-2025-02',
      { relatedEvents: [{ kind: 'DESPITE', event: 'ev:nothing' }] },
      /ev:nothing/,
    ],
    ['statements', 'st:chn-pak-2026-01-05', { event: 'ev:nothing' }, /ev:nothing/],
    ['positions', 'position:pak-taiwan', { issue: 'issue:nothing' }, /issue:nothing/],
    ['claims', 'claim:trump-diplomatic-victory', { about: ['nsa:nothing'] }, /nsa:nothing/],
    ['claims', 'claim:trump-diplomatic-victory', { counters: 'claim:nothing' }, /claim:nothing/],
    ['drivers', 'driver:chn-pak-attacks', { events: ['ev:nothing'] }, /ev:nothing/],
  ] as const)('are refused at the line where %s name what is not there', (name, id, over, message) => {
    const broken = changed(name, id, over);
    expect(() => checkBook(broken)).toThrow(FactError);
    expect(() => checkBook(broken)).toThrow(message);
    expect(() => checkBook(broken)).toThrow(/\.json:\d+: /);
  });

  it('are refused for an unknown code and for an id given twice', () => {
    const coding = { source: 'PAK', target: 'CHN', cameo: '51', codedBy: 'Corridor' };
    expect(() => checkBook(changed('events', 'ev:f16-release-2025-02', { codings: [coding] }))).toThrow(
      /51 is not a CAMEO code/,
    );
    const twice = { ...book, issues: [...book.issues, ...book.issues.slice(0, 1)] };
    expect(() => checkBook(twice)).toThrow(/issues\.json:\d+: issue:\S+ is defined twice/);
  });

  it('list what they define and what they name of other services', () => {
    const { defines, refers } = listReferences();
    expect(defines).toEqual(
      expect.arrayContaining(['ev:f16-release-2025-02', 'st:chn-pak-2026-01-05', 'nsa:iskp']),
    );
    const named = refers.map(({ id }) => id);
    expect(named).toEqual(
      expect.arrayContaining(['country:PAK', 'person:wang-yi', 'project:cpec', 'DAC:240']),
    );
    expect(listNamed(book)).toHaveLength(refers.length);
    expect(new Set(listDefined(book)).size).toBe(defines.length);
    expect(refers.find(({ id }) => id === 'person:wang-yi')!.error('problem').message).toMatch(
      /\.json:\d+: problem$/,
    );
  });

  it('score an accusation as conflict', () => {
    const accusations = readCameoCodes().filter(({ plover }) => plover === 'ACCUSE');
    expect(accusations.length).toBeGreaterThan(3);
    for (const { ploverScore } of accusations) expect(ploverScore).toBe(-3);
  });
});
