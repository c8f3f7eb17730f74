import { describe, expect, it } from '@jest/globals';
import { parse, print } from 'graphql';
import { mostEntitiesTagged } from '../../src/cache/collect-tags.js';
import { addEntityKeys } from '../../src/cache/entity-selections.js';
import { entityKeys, schema } from './entity-schema.js';

const selectionsOf = (text: string, operationName?: string) =>
  addEntityKeys(parse(text), operationName, schema, { entityKeys });
const text = (source: string) => print(parse(source));

describe('the keys an operation asks for', () => {
  it('are those of every entity, under names of its type', () => {
    expect(print(selectionsOf('{ country { name treaties { title } } }').document)).toBe(
      text('{ country { name treaties { title _k1_0: office _k1_1: number } _k0_0: iso3 } }'),
    );
  });

  it('are asked for by type in unions and interfaces, and inside fragments', () => {
    const document = print(
      selectionsOf('{ parties { ...P } facts { title } } fragment P on Country { neighbours { name } }')
        .document,
    );
    expect(document).toBe(
      text(`
        { parties { ...P ... on Country { _k0_0: iso3 } }
          facts { title ... on Treaty { _k1_0: office _k1_1: number } ... on Event { _k2_0: id } } }
        fragment P on Country { neighbours { name _k0_0: iso3 } }`),
    );
  });

  it('are not asked for at an interface that is an entity, of types without one, nor of introspection', () => {
    const asked = '{ media { id } country { iso3 capital { name } } __schema { types { name } } }';
    expect(print(selectionsOf(asked).document)).toBe(
      text(asked.replace('capital { name }', 'capital { name } _k0_0: iso3')),
    );
  });

  it('keep clear of names the client uses', () => {
    const { document, collectTags } = selectionsOf('{ country { _k0_0: name _kk: name } }');
    expect(print(document)).toBe(text('{ country { _k0_0: name _kk: name _kkk0_0: iso3 } }'));
    expect(collectTags({ country: { _k0_0: 'no', _kk: 'no', _kkk0_0: 'PAK' } })).toContain('Country:PAK');
  });
});

describe('the tags of an answer', () => {
  const collect = (operation: string, data: unknown) => [...selectionsOf(operation).collectTags(data)].sort();

  it('are its types even when nothing came, since something may come', () => {
    expect(collect('{ countries { treaties { title } } }', { countries: [] })).toEqual(['Country', 'Treaty']);
    expect(collect('{ country { name } }', null)).toEqual(['Country']);
  });

  it('are those of every type that an interface may stand for', () => {
    expect(collect('{ facts { title } }', { facts: [{ _k2_0: 7 }] })).toEqual(['Event', 'Event:7', 'Treaty']);
  });

  it('say that any entity may be there where none is recognised', () => {
    expect(collect('{ country { name } }', { country: { name: 'Pakistan' } })).toContain('Country:*');
    expect(collect('{ country { name } }', { country: { _k0_0: null } })).toContain('Country:*');
    expect(
      collect('{ country { treaties { title } } }', { country: { treaties: [{ _k1_0: 1 }] } }),
    ).toContain('Treaty:*');
    expect(collect('{ facts { title } }', { facts: [{ title: 'x' }] })).toEqual(
      expect.arrayContaining(['Event:*', 'Treaty:*']),
    );
    expect(collect('{ country { capital { name } } media { id } }', {})).toEqual([
      'Book',
      'Book:*',
      'City',
      'City:*',
      'Country',
    ]);
  });

  it('are nothing more for names that objects have by nature', () => {
    expect(
      collect('{ __proto__: country { name } constructor: country { name } toString: none { name } }', {}),
    ).toEqual(['Country']);
    const data: unknown = JSON.parse('{"__proto__":{"_k0_0":"PAK"}}');
    expect(collect('{ __proto__: country { name } }', data)).toEqual(['Country', 'Country:PAK']);
  });

  it('are of the operation named, and of one merged from several places', () => {
    const operations =
      'query A { country { name } } query B { facts { ... on Event { x: where { name } } ... on Treaty { x: parties { __typename } } } }';
    expect([...selectionsOf(operations, 'A').collectTags({})]).toEqual(['Country']);
    const data = {
      facts: [
        { _k2_0: 1, x: { _k0_0: 'PAK' } },
        { _k1_0: 1, _k1_1: '2', x: [{ _k0_0: 'IND' }] },
      ],
    };
    const tags = selectionsOf(operations, 'B').collectTags(data);
    expect(tags).toEqual(
      new Set([
        'Treaty',
        'Event',
        'Country',
        'Organisation',
        'Organisation:*',
        'Event:1',
        'Treaty:1:2',
        'Country:PAK',
        'Country:IND',
      ]),
    );
  });

  it('are the types alone, of any entity, beyond a thousand', () => {
    const countries = Array.from({ length: mostEntitiesTagged }, (_, index) => ({ _k0_0: `C${index}` }));
    expect(selectionsOf('{ countries { name } }').collectTags({ countries }).size).toBe(
      mostEntitiesTagged + 1,
    );
    expect(collect('{ countries { name } }', { countries: [...countries, { _k0_0: 'one more' }] })).toEqual([
      'Country',
      'Country:*',
    ]);
  });
});
