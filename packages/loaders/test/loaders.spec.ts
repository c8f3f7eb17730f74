import { describe, expect, it } from '@jest/globals';
import { createLoader, createLoaderByArguments, groupBy } from '../src/index.js';

describe('a loader', () => {
  it('reads what one turn asks in one batch, each key once', async () => {
    const batches: (readonly string[])[] = [];
    const loader = createLoader(async (keys) => {
      batches.push(keys);
      return new Map(keys.map((key) => [key, key.toUpperCase()]));
    });
    const values = await Promise.all(['a', 'b', 'a'].map((key) => loader.load(key)));
    expect(values).toEqual(['A', 'B', 'A']);
    expect(batches).toEqual([['a', 'b']]);
  });

  it('loads a key that nothing was found for as undefined', async () => {
    expect(await createLoader(async () => new Map()).load('x')).toBeUndefined();
  });

  it('never asks for a key that no database can hold', async () => {
    const loader = createLoader(async (keys) => new Map(keys.map((key) => [key, key])));
    expect(await Promise.all(['a', 'b\0'].map((key) => loader.load(key)))).toEqual(['a', undefined]);
  });

  it('keeps apart what is asked with other arguments', async () => {
    const batches: [number, readonly string[]][] = [];
    const byLimit = createLoaderByArguments<number, number>(async (limit, parents) => {
      batches.push([limit, parents]);
      return new Map(parents.map((parent) => [parent, limit]));
    });
    expect(await Promise.all([byLimit(3).load('a'), byLimit(3).load('b'), byLimit(5).load('a')])).toEqual([
      3, 3, 5,
    ]);
    expect(batches).toEqual([
      [3, ['a', 'b']],
      [5, ['a']],
    ]);
  });

  it('gives an empty group to a key without rows', () => {
    expect(groupBy([{ of: 'a' }], ['a', 'b'], (row) => row.of)).toEqual(
      new Map([
        ['a', [{ of: 'a' }]],
        ['b', []],
      ]),
    );
  });
});
