import {
  buildSchema,
  getNullableType,
  GraphQLError,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isObjectType,
  type GraphQLEnumType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLScalarType,
  type GraphQLSchema,
} from 'graphql';
import { pathToArray } from 'graphql/jsutils/Path.js';
import { Random } from './random.js';

/** `~` stands for a place where a schema of the tests says `!` or nothing. */
const template = /* GraphQL */ `
  directive @note(text: String) on FIELD
  interface Named { name: String friend: Named }
  interface Owned implements Named { name: String friend: Named owner: Person }
  type Person implements Named { name: String~ friend: Person~ age: Int~ pets: [Pet~]~ mood(of: Mood = HAPPY): Mood~ tags: [String~]~ }
  type Dog implements Named & Owned { name: String~ friend: Named~ owner: Person~ weight: Float~ grid: [[Int~]~]~ }
  type Cat implements Named & Owned { name: String~ friend: Cat~ owner: Person~ isShy: Boolean~ json: Json~ relatives: [Named~]~ }
  union Pet = Dog | Cat
  union Anything = Person | Dog | Cat
  enum Mood { HAPPY SAD ANGRY }
  scalar Json
  input Search { text: String = "all" mood: Mood and: [Search!] limit: Int! = 3 }
  type Query {
    id: ID~
    person(name: String = "Ann", near: [Float!], mood: Mood): Person~
    pets(first: Int! = 2, search: Search): [Pet~]~
    named: Named~
    owned: [Owned~]~
    anything(json: Json): [[Anything~]~]~
    moods: [Mood~]~
    json(value: Json, ids: [ID!]): Json~
    again: Query~
  }
  type Mutation { id: ID~ rename(to: String!): Person~ pets: [Pet~]~ count: Int~ json: Json~ }
`;

export interface TestSchema {
  readonly schema: GraphQLSchema;
  /** The same without any `!` on what fields answer. */
  readonly lenient: GraphQLSchema;
}

/** What a run of an operation answers with, the same for each value's place and any executor. */
export interface World {
  readonly seed: number;
  /** How likely a value comes as a promise. */
  readonly promises: number;
  /** How likely a value is wrong: null, an error, of another type. */
  readonly faults: number;
}

const internalMoods = [{ value: 1 }, 'sad inside', 3] as const;

function settle(random: Random, value: () => unknown): unknown {
  const ticks = random.below(6);
  const later = (async () => {
    for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
    if (ticks === 5) await new Promise((resolve) => setImmediate(resolve));
    return value();
  })();
  later.catch(() => undefined); // an item after a failed one is looked at by nobody
  if (!random.chance(0.1)) return later;
  return { then: later.then.bind(later) };
}

const wrongValues = (place: string): readonly (() => unknown)[] => [
  () => null,
  () => undefined,
  () => null,
  () => new Error(`returned at ${place}`),
  () => {
    throw new Error(`thrown at ${place}`);
  },
  () => {
    throw new GraphQLError(`refused at ${place}`, { extensions: { code: 'REFUSED' } });
  },
  () => {
    throw 'text';
  },
  () => 'wrong',
  () => -1.5,
  () => ({ __typename: 'Mood' }),
  () => [true],
  () => Number.NaN,
];

function leafValue(type: GraphQLLeafType, { promises }: World, random: Random): unknown {
  if (isEnumType(type)) return random.pick(internalMoods);
  if (type.name === 'Int') return random.pick([0, 7, -3, '12', true, 2 ** 31]);
  if (type.name === 'Float') return random.pick([0.5, 3, '2.5', -0]);
  if (type.name === 'Boolean') return random.pick([true, false, 1, 0]);
  if (type.name === 'Json')
    return random.pick([{ a: [1, { b: null }] }, [1], 'text', 'null', promises > 0 ? 'later' : 'now', 4]);
  return random.pick(['', 'text', 5, true, 'ünïcode " \u2028', { valueOf: (): string => 'b' }]);
}

/** A value of a type at a place: right, wrong, or promised. */
export function valueAt(
  schema: GraphQLSchema,
  world: World,
  place: string,
  type: GraphQLOutputType,
): unknown {
  const random = new Random(`${world.seed}:${place}`);
  const make = random.chance(world.faults)
    ? random.pick(wrongValues(place))
    : () => rightValue(schema, world, place, getNullableType(type), random);
  return random.chance(world.promises) ? settle(random, make) : make();
}

function rightValue(
  schema: GraphQLSchema,
  world: World,
  place: string,
  type: GraphQLOutputType,
  random: Random,
): unknown {
  if (isListType(type)) {
    const item = type.ofType as GraphQLOutputType;
    const items = Array.from({ length: random.below(4) }, (_, index) => {
      try {
        return valueAt(schema, world, `${place}.${index}`, item);
      } catch (error) {
        return error;
      }
    });
    return random.chance(0.2) ? new Set(items) : items;
  }
  if (isLeafType(type)) return leafValue(type, world, random);
  const object = isAbstractType(type)
    ? random.pick(schema.getPossibleTypes(type))
    : (type as GraphQLObjectType);
  return objectAt(schema, world, place, object, random);
}

/** An object whose properties are made when they are read, some of them as methods. */
function objectAt(
  schema: GraphQLSchema,
  world: World,
  place: string,
  type: GraphQLObjectType,
  random: Random,
): object {
  const object = { kind: type.name };
  for (const field of Object.values(type.getFields())) {
    const make = () => valueAt(schema, world, `${place}.${field.name}`, field.type);
    const isMethod = random.chance(0.2);
    const method = function (this: unknown, args: object, context: World) {
      return this === object && context === world ? describeCall(make(), args) : 'called wrongly';
    };
    Object.defineProperty(object, field.name, { get: isMethod ? () => method : make });
  }
  return object;
}

/** Puts arguments into a text, so that wrong ones show in the answer; changes them, which the next call must not see. */
function describeCall(value: unknown, args: object): unknown {
  const text = JSON.stringify(args);
  Object.assign(args, { changed: true });
  return value === 'text' ? text : value;
}

const kindOf = (value: unknown) => (value as { readonly kind?: unknown }).kind;

const eventually = (random: Random, value: () => unknown) =>
  random.chance(0.5) ? settle(random, value) : value();

/** How types are told apart: `resolveType` or `isTypeOf`, at once, later, or either. */
function addTypeResolvers(schema: GraphQLSchema, random: Random): void {
  const isLate = random.chance(0.5);
  const answer = (value: unknown, { promises }: World) =>
    isLate && promises > 0 ? eventually(new Random(random.next()), () => value) : value;
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type) && random.chance(0.7))
      type.resolveType = (value, world: World) => answer(kindOf(value), world) as string;
    if (
      isObjectType(type) &&
      !type.name.startsWith('__') &&
      type !== schema.getQueryType() &&
      random.chance(0.7)
    )
      type.isTypeOf = (value, world: World) =>
        answer((kindOf(value) ?? 'Dog') === type.name, world) as boolean;
  }
}

function addLeaves(schema: GraphQLSchema): void {
  const json = schema.getType('Json') as GraphQLScalarType;
  json.serialize = (value) => {
    if (value === 'null') return null;
    return value === 'later' ? Promise.resolve('late') : value;
  };
  const mood = schema.getType('Mood') as GraphQLEnumType;
  mood.getValues().forEach((value, index) => void (value.value = internalMoods[index]));
}

function addResolvers(schema: GraphQLSchema, random: Random): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const isRoot = type === schema.getQueryType() || type === schema.getMutationType();
    for (const field of Object.values(type.getFields()))
      if (isRoot || random.chance(0.3))
        field.resolve = (_source, args: object, world: World, info) => {
          const place =
            pathToArray(info.path).join('.') + JSON.stringify(args) + JSON.stringify(info.variableValues);
          const { parentType, returnType, fieldNodes, fieldName } = info;
          const told = [
            parentType.name,
            String(returnType).replaceAll('!', ''),
            fieldNodes.length,
            fieldName,
          ];
          return describeCall(valueAt(schema, world, place + told.join(), field.type), args);
        };
  }
}

/** A schema whose `!`s, resolvers and ways to tell types apart a seed decides. */
export function createTestSchema(seed: number): TestSchema {
  const random = new Random(`schema ${seed}`);
  const strictness = random.pick([0, 0.2, 0.5, 0.9]);
  const texts = [
    template.replaceAll('~', () => (random.chance(strictness) ? '!' : '')),
    template.replaceAll('~', ''),
  ];
  const [schema, lenient] = texts.map((text) => {
    const built = buildSchema(text);
    const same = new Random(`resolvers ${seed}`);
    addLeaves(built);
    addResolvers(built, same);
    addTypeResolvers(built, same);
    return built;
  });
  return { schema: schema!, lenient: lenient! };
}
