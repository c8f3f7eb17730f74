import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { executeSync, parse, specifiedRules, validate } from 'graphql';
import { addEntityKeys } from '../../src/cache/entity-selections.js';
import { entityTag } from '../../src/cache/entity-tags.js';
import { entityKeys, schema } from './entity-schema.js';

type Thing = Record<string, unknown> & { readonly __typename: string };

/** Every object is one of these, and each field leads to some of them. */
function makeWorld(random: (below: number) => number) {
  const things = (['Country', 'City', 'Mayor', 'Treaty', 'Organisation', 'Event', 'Book'] as const).flatMap(
    (__typename) =>
      Array.from({ length: 3 }, (_, index): Thing => {
        const id = `${__typename}:%${index}`;
        return { __typename, id, iso3: id, office: index, number: id, name: id, title: id, acronym: id };
      }),
  );
  const some = (...types: readonly string[]) => {
    const fitting = things.filter(({ __typename }) => types.includes(__typename));
    return Array.from({ length: random(4) }, () => fitting[random(fitting.length)]);
  };
  for (const thing of things)
    Object.assign(thing, {
      capital: some('City')[0],
      neighbours: some('Country'),
      treaties: some('Treaty'),
      mayor: some('Mayor')[0],
      country: some('Country')[0],
      parties: some('Country', 'Organisation'),
      seat: some('City')[0],
      where: some('Country')[0],
      about: some('Country')[0],
    });
  const root = {
    country: some('Country')[0],
    countries: some('Country'),
    parties: [some('Country', 'Organisation')],
  };
  return { ...root, facts: some('Treaty', 'Event'), media: some('Book'), none: null };
}

/** Selections that a type allows, by what it is reached as. */
const fieldsOf: Readonly<Record<string, readonly (readonly [string, string?])[]>> = {
  Query: [
    ['country', 'Country'],
    ['countries', 'Country'],
    ['parties', 'Party'],
    ['facts', 'Fact'],
    ['media', 'Media'],
  ],
  Country: [['name'], ['iso3'], ['capital', 'City'], ['neighbours', 'Country'], ['treaties', 'Treaty']],
  City: [['name'], ['mayor', 'Mayor']],
  Mayor: [['name'], ['country', 'Country']],
  Treaty: [['title'], ['parties', 'Party']],
  Organisation: [['acronym'], ['seat', 'City']],
  Event: [['title'], ['where', 'Country']],
  Book: [['id'], ['about', 'Country']],
  Party: [['__typename'], ['... on Country', 'Country'], ['... on Organisation', 'Organisation']],
  Fact: [['title'], ['... on Event', 'Event'], ['... on Treaty', 'Treaty']],
  Media: [['id'], ['about', 'Country'], ['... on Book', 'Book']],
};

function makeOperation(random: (below: number) => number, type: string, depth: number): string {
  const parts = Array.from({ length: 1 + random(3) }, () => {
    const fields = fieldsOf[type] ?? [];
    const [name, below] = fields[random(fields.length)] ?? ['__typename'];
    if (below === undefined) return name;
    if (depth === 0) return '__typename';
    const alias = name.startsWith('...') || random(3) > 0 ? '' : `x${random(2)}${name}: `;
    return `${alias}${name}${random(6) === 0 ? ' @include(if: true)' : ''} ${makeOperation(random, below, depth - 1)}`;
  });
  return `{ ${parts.join(' ')} }`;
}

describe('any answer', () => {
  it('has the tag of each entity in it and of no other, unless it may be any', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_147_483_646 }), (seed) => {
        let state = seed;
        const random = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
        const operation = makeOperation(random, 'Query', 4);
        const seen = new Set<string>();
        const note = (value: unknown): void => {
          if (Array.isArray(value)) return value.forEach(note);
          if (typeof value !== 'object' || value === null) return;
          const thing = value as Thing & { readonly id: string; readonly office: number };
          if (['Country', 'Event'].includes(thing.__typename))
            seen.add(entityTag(thing.__typename, [thing.id]));
          if (thing.__typename === 'Treaty') seen.add(entityTag('Treaty', [thing.office, thing.id]));
        };
        const rootValue = makeWorld(random);
        const fieldResolver = (
          source: Thing,
          _: unknown,
          __: unknown,
          info: { readonly fieldName: string },
        ) => {
          note(source[info.fieldName]);
          return source[info.fieldName];
        };
        const document = parse(operation);
        executeSync({ schema, document, rootValue, fieldResolver });
        const extended = addEntityKeys(document, undefined, schema, { entityKeys });
        expect(validate(schema, extended.document, specifiedRules)).toEqual([]);
        const { data, errors } = executeSync({ schema, document: extended.document, rootValue });
        expect(errors).toBeUndefined();
        const tags = extended.collectTags(data);
        const entities = [...tags].filter((tag) => tag.includes(':') && !tag.endsWith(':*'));
        expect(new Set(entities)).toEqual(seen);
        for (const tag of ['Country:*', 'Event:*', 'Treaty:*']) expect(tags).not.toContain(tag);
      }),
      { seed: 3, numRuns: 1_000 },
    );
  });
});
