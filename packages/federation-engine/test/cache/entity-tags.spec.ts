import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changedTags, entityTag, withUnknownKeys } from '../../src/cache/entity-tags.js';

describe('the tag of an entity', () => {
  it('joins the values of its key', () => {
    expect(entityTag('Country', ['PAK'])).toBe('Country:PAK');
    expect(entityTag('Project', ['PAK', 7, true])).toBe('Project:PAK:7:true');
  });

  it('shows what would be mistaken for something else percent-encoded', () => {
    expect(entityTag('T', ['a:b', '*', '%3A', '100%'])).toBe('T:a%3Ab:%2A:%253A:100%25');
  });

  it('is no other entity’s, whatever the values', () => {
    const value = fc.string({ unit: fc.constantFrom('a', ':', '%', '*', '3', 'A', '2', '5') });
    const values = fc.array(value, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(values, values, (one, other) => {
        expect(entityTag('T', one) === entityTag('T', other)).toBe(
          JSON.stringify(one) === JSON.stringify(other),
        );
        expect(entityTag('T', one)).not.toBe('T:*');
      }),
      { seed: 3, numRuns: 5_000 },
    );
  });

  it('drops what may contain the entity unrecognised as well', () => {
    expect(withUnknownKeys(['Country:PAK', 'Country:IND', 'Treaty'])).toEqual([
      'Country:PAK',
      'Country:IND',
      'Treaty',
      'Country:*',
    ]);
  });
});

describe('what a subgraph says has changed', () => {
  it('is the list of tags in its extensions', () => {
    expect(changedTags({ changed: ['Country:PAK', 'Treaty'] })).toEqual(['Country:PAK', 'Treaty']);
  });

  it.each([
    undefined,
    {},
    { changed: 'Country:PAK' },
    { changed: { 0: 'Country:PAK' } },
    { changed: [1, null, ''] },
    Object.create({ changed: ['Country:PAK'] }) as Record<string, unknown>,
  ])('is nothing in %j', (extensions) => {
    expect(changedTags(extensions)).toEqual([]);
  });

  it('is the types when there are too many', () => {
    const changed = Array.from({ length: 10_001 }, (_, index) => `Country:${index}`);
    expect(changedTags({ changed })).toEqual(['Country']);
  });
});
