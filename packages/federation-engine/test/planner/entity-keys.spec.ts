import { describe, expect, it } from '@jest/globals';
import { createApolloPlanner } from '../../src/planner/apollo-planner.js';
import { compose } from './compose.js';

const keysOf = (subgraphs: Readonly<Record<string, string>>) =>
  createApolloPlanner(compose(subgraphs)).facts.entityKeys;

const query = 'type Query { here: Int @shareable }';

describe('the key by which the entities of a type are told apart', () => {
  it('is the one that every service declares', () => {
    expect(
      keysOf({
        a: `${query} type T @key(fields: "id") @key(fields: "code") { id: ID! code: ID! }`,
        b: `${query} type T @key(fields: "code") { code: ID! more: Int }`,
      }),
    ).toEqual({ T: ['code'] });
  });

  it('is the first of several that every service can give', () => {
    expect(
      keysOf({
        a: `${query} type T @key(fields: "id") @key(fields: "code") { id: ID! code: ID! }`,
        b: `${query} type T @key(fields: "code") @key(fields: "id") { id: ID! code: ID! more: Int }`,
      }),
    ).toEqual({ T: ['id'] });
  });

  it('may be one that a service gives as an ordinary field', () => {
    expect(
      keysOf({
        a: `${query} type T @key(fields: "id") { id: ID! }`,
        b: `${query} type T @shareable { id: ID! }`,
      }),
    ).toEqual({ T: ['id'] });
  });

  it('counts a service that only refers to the type', () => {
    expect(
      keysOf({
        a: `${query} type T @key(fields: "id") { id: ID! }`,
        b: `type Query { t: T } type T @key(fields: "id", resolvable: false) { id: ID! }`,
      }),
    ).toEqual({ T: ['id'] });
  });

  it('may have several fields and enums', () => {
    expect(
      keysOf({
        a: `${query} enum Kind { ONE TWO } type T @key(fields: "kind number") { kind: Kind! number: Int! }`,
        b: `${query} enum Kind { ONE TWO } type T @key(fields: "number kind") { kind: Kind! number: Int! more: Int }`,
      }),
    ).toEqual({ T: ['kind', 'number'] });
  });

  it('is never one with objects in it', () => {
    expect(
      keysOf({
        a: `${query} type T @key(fields: "place { id }") @key(fields: "id") { id: ID! place: P! } type P @shareable { id: ID! }`,
        b: `${query} type U @key(fields: "place { id }") { place: P! } type P @shareable { id: ID! }`,
      }),
    ).toEqual({ T: ['id'] });
  });

  it('is never one that clients may not see', () => {
    expect(
      keysOf({
        a: `${query} type T @key(fields: "secret") @key(fields: "id") { secret: ID! @inaccessible id: ID! }
            type U @key(fields: "secret") { secret: ID! @inaccessible more: Int }
            type V @key(fields: "id") @inaccessible { id: ID! }`,
      }),
    ).toEqual({ T: ['id'] });
  });

  it('is not there when the services share none', () => {
    expect(
      keysOf({
        a: `${query} type T @key(fields: "id") { id: ID! }`,
        b: `${query} type T @key(fields: "id") @key(fields: "code") { id: ID! code: ID! }`,
        c: `${query} type T @key(fields: "code") { code: ID! more: Int }`,
      }),
    ).toEqual({});
  });

  it('is not one whose field a service only knows from elsewhere', () => {
    expect(
      keysOf({
        a: `${query} type T @key(fields: "id") @key(fields: "code") { id: ID! code: ID! }`,
        b: `type Query { t: T } type T @key(fields: "code") { code: ID! id: ID! @external twice: Int @requires(fields: "id") }`,
      }),
    ).toEqual({ T: ['code'] });
  });

  it('is found for an interface that is an entity', () => {
    expect(
      keysOf({
        a: `${query} interface I @key(fields: "id") { id: ID! } type T implements I @key(fields: "id") { id: ID! }`,
        b: `${query} type I @key(fields: "id") @interfaceObject { id: ID! more: Int }`,
      }),
    ).toEqual({ T: ['id'], I: ['id'] });
  });

  it('is found for types named like members of every object', () => {
    const keys = keysOf({ a: `${query} type constructor @key(fields: "toString") { toString: ID! }` });
    expect(Object.entries(keys)).toEqual([['constructor', ['toString']]]);
  });
});
