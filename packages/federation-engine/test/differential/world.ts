import {
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isInterfaceType,
} from 'graphql';
import type {
  GraphQLFieldResolver,
  GraphQLLeafType,
  GraphQLNamedType,
  GraphQLOutputType,
  GraphQLSchema,
} from 'graphql';
import { canonicalJson, hash } from './hash.js';
import type { Keys } from './keys.js';

/**
 * A world of things that all services agree on without knowing of each other: what a field says follows from the
 * seed, its type, the thing's number and the arguments. Entities have small numbers, so that the same one turns up
 * often; their keys are written so that the number can be read from them.
 */
export interface World {
  readonly seed: number;
  readonly keys: Keys;
}

interface Thing {
  readonly __typename: string;
  readonly number: number;
  /** What a service was given to find the thing, when it was found by its key. */
  readonly representation?: string;
}

type Reference = Readonly<Record<string, unknown>>;

const ENTITIES_PER_TYPE = 7;

/** The thing that a representation names; null for the few that do not exist. */
export function findThing(world: World, reference: Reference): Thing | null {
  const declared = String(reference['__typename']);
  const number =
    readNumber(world.keys, declared, reference) ?? hash(canonicalJson(reference)) % ENTITIES_PER_TYPE;
  if (hash(world.seed, 'absent', number, declared) % 17 === 0) return null;
  const implementations = world.keys.implementations.get(declared);
  const representation = canonicalJson(reference);
  return {
    __typename: implementations?.[number % implementations.length] ?? declared,
    number,
    representation,
  };
}

/** Resolves every field of every service. */
export const resolveField: GraphQLFieldResolver<unknown, World> = (source, args, world, info) => {
  const parent = info.parentType.name;
  const thing = source as Thing | undefined;
  const number = thing?.number ?? 0;
  const type = info.returnType;
  if (world.keys.fields.get(parent)?.has(info.fieldName)) return keyValue(type, number, info.fieldName);
  const node = info.parentType.getFields()[info.fieldName]?.astNode;
  const needs = node?.directives?.some(({ name }) => name.value === 'requires');
  const given = needs ? (thing?.representation ?? '') : '';
  const seed = hash(world.seed, parent, number, info.fieldName, canonicalJson(args), given);
  return valueOf(type, seed, world, info.schema);
};

function keyValue(type: GraphQLOutputType, number: number, field: string): unknown {
  if (isNonNullType(type)) return keyValue(type.ofType as GraphQLOutputType, number, field);
  if (isObjectType(type)) return { __typename: type.name, number } satisfies Thing;
  return type.toString() === 'Int' ? number : `${field}${number}`;
}

function readNumber(keys: Keys, type: string, reference: Reference): number | undefined {
  const names = keys.fields.get(type);
  for (const [name, value] of Object.entries(reference).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (name === '__typename' || (names !== undefined && !names.has(name))) continue;
    if (typeof value === 'number') return value;
    if (typeof value === 'string' && /\d+$/.test(value)) return Number(/\d+$/.exec(value)?.[0]);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const nested = readNumber({ ...keys, fields: new Map() }, '', value as Reference);
      if (nested !== undefined) return nested;
    }
  }
  return undefined;
}

function valueOf(type: GraphQLOutputType, seed: number, world: World, schema: GraphQLSchema): unknown {
  if (isNonNullType(type)) return presentValueOf(type.ofType as GraphQLOutputType, seed, world, schema);
  return hash(seed, 'null') % 12 === 0 ? null : presentValueOf(type, seed, world, schema);
}

function presentValueOf(type: GraphQLOutputType, seed: number, world: World, schema: GraphQLSchema): unknown {
  if (isListType(type)) {
    const item = type.ofType as GraphQLOutputType;
    const length = oneOf(isListType(getNullableType(item)) ? [1, 2, 0] : [1, 2, 0, 1, 2, 3], seed);
    return Array.from({ length }, (_, index) => valueOf(item, hash(seed, index), world, schema));
  }
  if (isLeafType(type)) return leafOf(type, seed);
  if (isCompositeType(type)) return thingOf(type, seed, world, schema);
  throw new Error(`no value is of the type ${String(type)}`);
}

function thingOf(type: GraphQLNamedType, seed: number, world: World, schema: GraphQLSchema): Thing {
  const name = isAbstractType(type)
    ? oneOf(schema.getPossibleTypes(type).map(String).sort(), seed)
    : type.name;
  if (!world.keys.entities.has(name)) return { __typename: name, number: hash(seed, 'value') };
  const number = hash(seed, 'entity') % ENTITIES_PER_TYPE;
  const siblings = [...world.keys.implementations.values()].find((names) => names.includes(name));
  if (siblings === undefined) return { __typename: name, number };
  return { __typename: name, number: number - (number % siblings.length) + siblings.indexOf(name) };
}

const oneOf = <T>(choices: readonly T[], seed: number): T =>
  choices[hash(seed, 'choice') % choices.length] as T;

function leafOf(type: GraphQLLeafType, seed: number): unknown {
  if (isEnumType(type)) return oneOf(type.getValues(), seed).value;
  switch (type.name) {
    case 'Int':
      return (seed % 2001) - 1000;
    case 'Float':
      return (seed % 20_011) / 8 - 1000;
    case 'Boolean':
      return seed % 2 === 0;
    case 'ID':
    case 'String':
      return oneOf(
        ['', `t${seed % 97}`, 'é "quoted" \\ \u2028', '__proto__', `long ${'x'.repeat(seed % 40)}`],
        seed,
      );
    default:
      return customValue(seed);
  }
}

function customValue(seed: number): unknown {
  const choices = [
    '2026-01-01T00:00:00Z',
    seed,
    seed % 2 === 0,
    [1, null, 'x'],
    { a: { toString: 1 }, b: [{}] },
    -0.5,
  ];
  return oneOf(choices, seed);
}

/** The resolvers that a service's schema needs besides {@link resolveField}: how entities are found by key. */
export function referenceResolvers(schema: GraphQLSchema, keys: Keys): Record<string, object> {
  const resolvers: Record<string, object> = Object.create(null) as Record<string, object>;
  for (const type of Object.values(schema.getTypeMap())) {
    if (!keys.entities.has(type.name) || !(isObjectType(type) || isInterfaceType(type))) continue;
    resolvers[type.name] = {
      __resolveReference: (reference: Reference, world: World) => findThing(world, reference),
    };
  }
  return resolvers;
}
