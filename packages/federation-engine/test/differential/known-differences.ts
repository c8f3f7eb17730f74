import { visit } from 'graphql';
import type { DocumentNode, GraphQLError } from 'graphql';
import { canonicalJson } from './hash.js';
import type { Keys } from './keys.js';
import type { Case, Outcome } from './compare.js';

/** The answers of both sides where their data differ. */
export interface DataDifference {
  readonly name: string;
  /** Why ours is right, in the words of the GraphQL specification (October 2021) where it has any. */
  readonly because: string;
  accepts(outcome: Outcome, given: Case): boolean;
}

/** Errors that one side has and the other has not, beside each other. */
export interface ErrorDifference {
  readonly name: string;
  readonly because: string;
  /** Whether these two are the same error, told differently; either may be missing. */
  pairs(
    stock: GraphQLError | undefined,
    ours: GraphQLError | undefined,
    outcome: Outcome,
    given: Case,
  ): boolean;
}

const UNANSWERED = 'SERVICE_UNAVAILABLE';
const isRaw = (error: GraphQLError | undefined): boolean =>
  error !== undefined &&
  (error.extensions as GraphQLError['extensions'] | undefined)?.['serviceName'] === undefined;
const isFailure = (error: GraphQLError | undefined): boolean =>
  error !== undefined && error.extensions['code'] === UNANSWERED && error.path === undefined;
const isWrongList = (error: GraphQLError | undefined): boolean =>
  isRaw(error) && /^Expected "data\._entities"/.test(error?.message ?? '');

/** Where a service went wrong, as the fault plan wrote it down. */
const placeOf = (error: GraphQLError): unknown =>
  (error.extensions as GraphQLError['extensions'] | undefined)?.['place'];

const isMergeCrash = (error: GraphQLError | undefined): boolean =>
  isRaw(error) &&
  /^Cannot (create property|use 'in' operator|set propert|read propert)/.test(error?.message ?? '');

/** Whether an error's path leads through the entity by whose representation its service knew it. */
function leadsToItsEntity(error: GraphQLError, merged: unknown): boolean {
  const [, text, inside] = /_entities\[(\{.*?\})\]([^{}]*)$/s.exec(String(placeOf(error))) ?? [];
  if (text === undefined || inside === undefined) return false;
  const stepsInside = inside.match(/[.[]/g)?.length ?? 0;
  const path = error.path ?? [];
  const entity = valueAt(merged, path.slice(0, path.length - stepsInside));
  const known = JSON.parse(text) as Record<string, unknown>;
  delete known['__typename'];
  return contains(entity, known);
}

/** Whether data still have all of a representation that was taken from them; later fetches may have added to it. */
function contains(data: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return data === part;
  if (typeof data !== 'object' || data === null) return false;
  return Object.entries(part).every(([key, value]) =>
    contains((data as Record<string, unknown>)[key], value),
  );
}

/** Whether one answer says what the other says and perhaps more: it differs only where the other has null. */
function saysNoLess(more: unknown, less: unknown): boolean {
  if (less === null || less === undefined) return true;
  if (Array.isArray(less)) {
    return (
      Array.isArray(more) &&
      more.length === less.length &&
      less.every((item, index) => saysNoLess(more[index], item))
    );
  }
  if (typeof less !== 'object') return more === less;
  if (typeof more !== 'object' || more === null) return false;
  return Object.keys(less).every((key) =>
    saysNoLess((more as Record<string, unknown>)[key], (less as Record<string, unknown>)[key]),
  );
}

/** Whether merged data are equal but for places where ours has an object and stock kept what was no object. */
function isSameButForObjects(ours: unknown, stock: unknown): boolean {
  if (typeof ours !== 'object' || ours === null) return ours === stock;
  if (Array.isArray(ours)) {
    return (
      Array.isArray(stock) &&
      stock.length === ours.length &&
      ours.every((item, index) => isSameButForObjects(item, stock[index]))
    );
  }
  if (typeof stock !== 'object' || stock === null || Array.isArray(stock)) return Boolean(stock);
  const keys = Object.keys(ours).filter((key) => (ours as Record<string, unknown>)[key] !== undefined);
  const others = Object.keys(stock).filter((key) => (stock as Record<string, unknown>)[key] !== undefined);
  return (
    keys.length === others.length &&
    keys.every((key) =>
      isSameButForObjects((ours as Record<string, unknown>)[key], (stock as Record<string, unknown>)[key]),
    )
  );
}

/** Whether stock has the name of an interface with a key where ours kept what was told before. */
function differsInInterfaceNames(ours: unknown, stock: unknown, keys: Keys): boolean {
  if (typeof ours !== 'object' || ours === null || typeof stock !== 'object' || stock === null) return false;
  return Object.entries(stock).some(([key, value]) => {
    const mine = (ours as Record<string, unknown>)[key];
    return key === '__typename'
      ? mine !== value && keys.implementations.has(String(value))
      : differsInInterfaceNames(mine, value, keys);
  });
}

function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  let value = data;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}

function hasAliasedTypename(document: DocumentNode): boolean {
  let isFound = false;
  visit(document, {
    Field: ({ name, alias }) => void (isFound ||= name.value === '__typename' && alias !== undefined),
  });
  return isFound;
}

function hasFragments(document: DocumentNode): boolean {
  let depth = 0;
  let deepest = 0;
  const fragment = { enter: () => void (deepest = Math.max(deepest, ++depth)), leave: () => void depth-- };
  visit(document, { InlineFragment: fragment, FragmentDefinition: fragment });
  return deepest > 1 || document.definitions.length > 1;
}

const pathText = (path: GraphQLError['path']): string => JSON.stringify(path ?? null);

const isLargeInteger = (value: unknown): boolean =>
  Number.isInteger(value) && Math.abs(value as number) >= 2 ** 31;

const equalsReference = ({ ours, reference }: Outcome): boolean => {
  const wanted = reference();
  return wanted !== undefined && JSON.stringify(wanted.data) === ours.json;
};

/**
 * Whether ours is what GraphQL makes of what ours merged, and says no less than what GraphQL makes of what stock
 * merged, which is less when stock stopped merging.
 */
const completesItsOwn = ({ ours, reference, ownReference }: Outcome): boolean =>
  JSON.stringify(ownReference().data) === ours.json && saysNoLess(ours.data, reference()?.data);

const isNoObjectFault = new Set<string>(['scalar', 'number', 'list']);

/** Whether a fetch takes fields along from members of a union, and one of these may have been no object. */
function mayRequireOfNoObject({ plan, faultsDone }: Case, { ours, ownReference }: Outcome): boolean {
  if (![...faultsDone].some((fault) => isNoObjectFault.has(fault))) return false;
  let isFound = false;
  JSON.stringify(plan, (_, value: { kind?: string; selections?: { kind?: string }[] } | undefined) => {
    isFound ||=
      value?.kind === 'Field' && value.selections?.some(({ kind }) => kind === 'InlineFragment') === true;
    return value;
  });
  return isFound && JSON.stringify(ownReference().data) === ours.json;
}

export const dataDifferences: readonly DataDifference[] = [
  {
    name: 'what is required of something that is no object is null, not an empty object',
    because: 'Not of the specification: what is no object has no fields to send.',
    accepts: (outcome, given) => outcome.stock.data !== undefined && mayRequireOfNoObject(given, outcome),
  },
  {
    name: 'stock orders fields otherwise',
    because:
      'Since the result of evaluating a selection set is ordered, the serialized Map of results should preserve this order.',
    accepts: (outcome) =>
      outcome.stock.data !== undefined &&
      canonicalJson(outcome.stock.data) === canonicalJson(outcome.ours.data) &&
      equalsReference(outcome),
  },
  {
    name: 'stock gives up the whole answer over one value of the wrong kind',
    because:
      'If the value is not of the expected kind, raise a field error: the field is null, not the answer.',
    accepts: (outcome) =>
      outcome.stock.data === undefined && outcome.stock.errors.length === 1 && completesItsOwn(outcome),
  },
  {
    name: 'stock throws over a list in the place of an object, or an object in the place of a list',
    because:
      'If the value is not of the expected kind, raise a field error: the field is null, not the answer.',
    accepts: ({ stock, ours, ownReference }) =>
      /flatMap is not a function|^Unexpected array in result/.test(stock.thrown?.message ?? '') &&
      JSON.stringify(ownReference().data) === ours.json,
  },
  {
    name: 'stock keeps the first of two values of one key when the second is an object',
    because:
      'Append responseValue to resultMap, using responseKey: the alias of a field fetched later may be the name of a key fetched before.',
    accepts: ({ stock, ours, ownReference }) =>
      stock.merged !== undefined &&
      canonicalJson(stock.merged) !== canonicalJson(ours.merged) &&
      isSameButForObjects(ours.merged, stock.merged) &&
      JSON.stringify(ownReference().data) === ours.json,
  },
  {
    name: 'stock reads an aliased __typename from whatever came under the alias',
    because: 'If fieldName is __typename, the name of the object type is its value, under any alias.',
    accepts: (outcome, { document }) =>
      outcome.stock.data !== undefined && hasAliasedTypename(document) && equalsReference(outcome),
  },
  {
    name: 'stock believes what a service calls the root',
    because:
      'The root operation types are those of the schema; __typename is the name of the type being queried.',
    accepts: (outcome) =>
      outcome.stock.data !== undefined &&
      !['Query', 'Mutation', undefined].includes(
        outcome.stock.merged?.['__typename'] as string | undefined,
      ) &&
      equalsReference(outcome),
  },
  {
    name: 'stock loses what fragments select inside fragments of a wider type',
    because:
      'DoesFragmentTypeApply(objectType, fragmentType) asks for the type of the object, not of the fragment around.',
    accepts: (outcome, { document }) =>
      outcome.stock.data !== undefined &&
      hasFragments(document) &&
      saysNoLess(outcome.ours.data, outcome.stock.data) &&
      equalsReference(outcome),
  },
  {
    name: 'stock forgets the type of an object that a service knows as its interface',
    because:
      'DoesFragmentTypeApply(objectType, fragmentType): the type of an object does not change by who tells of it.',
    accepts: ({ stock, ours, ownReference }, { supergraph }) =>
      stock.thrown === undefined &&
      supergraph.keys.implementations.size > 0 &&
      JSON.stringify(ownReference().data) === ours.json &&
      (saysNoLess(ours.data, stock.data) ||
        differsInInterfaceNames(ours.merged, stock.merged, supergraph.keys)),
  },
  {
    name: 'stock takes an object of one type for one of another',
    because: 'If the object type is not a possible type of the abstract type, raise a field error.',
    accepts: (outcome) =>
      outcome.stock.data !== undefined &&
      equalsReference(outcome) &&
      (outcome.reference()?.errors ?? []).some(({ message }) => message === 'a __typename was expected'),
  },
  {
    name: 'stock takes a list for an object without fields',
    because: 'If the value is not of the expected kind, raise a field error.',
    accepts: (outcome) =>
      outcome.stock.data !== undefined &&
      equalsReference(outcome) &&
      (outcome.reference()?.errors ?? []).some(
        ({ path, message }) =>
          message === 'an object was expected' && Array.isArray(valueAt(outcome.stock.merged, path ?? [])),
      ),
  },
  {
    name: 'stock takes a number of more than 32 bits for an Int',
    because: 'If the integer value is not in the range of 32-bit integers, raise a field error.',
    accepts: (outcome) =>
      equalsReference(outcome) &&
      (outcome.reference()?.errors ?? []).some(({ path }) =>
        isLargeInteger(valueAt(outcome.stock.merged, path ?? [])),
      ),
  },
  {
    name: 'stock stops merging entities at one that is no object: data',
    because:
      'If the value is not of the expected kind, raise a field error: that field is null, not what comes after.',
    accepts: ({ stock, ours, ownReference }) =>
      stock.data !== undefined &&
      stock.errors.some(isMergeCrash) &&
      (saysNoLess(ours.data, stock.data) || JSON.stringify(ownReference().data) === ours.json),
  },
];

export const subgraphErrorDifferences: readonly ErrorDifference[] = [
  {
    name: 'what is required of something that is no object is null, not an empty object: errors',
    because: 'Not of the specification: what is no object has no fields to send.',
    pairs: (stock, ours, outcome, given) => (!stock || !ours) && mayRequireOfNoObject(given, outcome),
  },
  {
    name: 'an entity that is no object is an error',
    because: 'If the value is not of the expected kind, raise a field error.',
    pairs: (stock, ours, _outcome, { faultsDone }) =>
      stock === undefined &&
      ours?.message === 'An entity is no object.' &&
      (['scalar', 'list', 'number'] as const).some((fault) => faultsDone.has(fault)),
  },
  {
    name: 'stock places an error of an entity at another entity',
    because:
      'The value of this field is a list of path segments leading to the response field which raised the error.',
    pairs: (stock, ours, { stock: { merged } }) =>
      stock !== undefined &&
      ours?.path !== undefined &&
      placeOf(stock) !== undefined &&
      placeOf(stock) === placeOf(ours) &&
      stock.extensions['code'] === ours.extensions['code'] &&
      !leadsToItsEntity(stock, merged) &&
      leadsToItsEntity(ours, merged),
  },
  {
    name: 'an error without a path is told once for an entity that is asked for once',
    because: 'Not of the specification: stock asks for an entity as often as it occurs.',
    pairs: (stock, ours, outcome) =>
      stock !== undefined &&
      ours === undefined &&
      stock.path === undefined &&
      placeOf(stock) !== undefined &&
      outcome.ours.errors.some((error) => error.path === undefined && placeOf(error) === placeOf(stock)),
  },
  {
    name: 'stock stops merging entities at one that is no object',
    because:
      'If the value is not of the expected kind, raise a field error: that field is null, not what comes after.',
    pairs: (stock, ours, outcome) =>
      (ours === undefined && isMergeCrash(stock)) ||
      // What it did not merge it could not ask more about.
      (stock === undefined && outcome.stock.errors.some(isMergeCrash)),
  },
  {
    name: 'a fetch without an answer is told by the name of its service and a code',
    because: 'Not of the specification: stock tells it in the words of whatever threw.',
    pairs: (stock, ours) =>
      isRaw(stock) &&
      isFailure(ours) &&
      stock?.message === `${String(ours?.extensions['serviceName'])} does not answer`,
  },
  {
    name: 'a list of entities of the wrong length is told as a failure of its service',
    because: 'Not of the specification: stock tells it in the words of its own check.',
    pairs: (stock, ours, outcome) => {
      if (!isWrongList(stock) || !isFailure(ours)) return false;
      const service = ours?.extensions['serviceName'];
      const unanswered = outcome.stock.errors.filter(
        ({ message }) => message === `${String(service)} does not answer`,
      );
      const failures = outcome.ours.errors.filter(
        (error) => isFailure(error) && error.extensions['serviceName'] === service,
      );
      return failures.length > unanswered.length;
    },
  },
  {
    name: 'a list of entities of the wrong length is not told beside what the service itself tells',
    because: 'Not of the specification: the errors beside it say why the entities are missing.',
    pairs: (stock, ours, outcome) =>
      ours === undefined &&
      isWrongList(stock) &&
      outcome.stock.errors.some(
        (error, index, all) => isWrongList(error) && index > 0 && !isRaw(all[index - 1]),
      ),
  },
  {
    name: 'an answer with neither data nor errors is a failure',
    because: 'If the data entry in the response is not present, the errors entry must be present.',
    pairs: (stock, ours, _outcome, { faultsDone }) =>
      stock === undefined && isFailure(ours) && faultsDone.has('neither data nor errors'),
  },
];

export const completionErrorDifferences: readonly ErrorDifference[] = [
  {
    name: 'stock takes an object of one type for one of another: errors',
    because: 'If the object type is not a possible type of the abstract type, raise a field error.',
    pairs: (stock, ours, { ownReference }) =>
      stock === undefined &&
      ownReference().errors.some(
        ({ path, message }) =>
          message === 'a __typename was expected' && pathText(path) === pathText(ours?.path),
      ),
  },
  {
    name: 'stock takes a number of more than 32 bits for an Int: errors',
    because: 'If the integer value is not in the range of 32-bit integers, raise a field error.',
    pairs: (stock, ours, outcome) =>
      stock === undefined &&
      ours?.path !== undefined &&
      isLargeInteger(valueAt(outcome.ours.merged, ours.path)),
  },
  {
    name: 'stock takes a list for an object without fields: its errors are of the fields',
    because: 'If the value is not of the expected kind, raise a field error.',
    pairs: (stock, ours, { ours: { merged, errors } }) =>
      stock?.path !== undefined &&
      (ours === undefined ? errors : [ours]).some(
        ({ path }) =>
          path !== undefined &&
          Array.isArray(valueAt(merged, path)) &&
          path.length < (stock.path ?? []).length &&
          path.every((part, index) => part === stock.path?.[index]),
      ),
  },
  {
    name: 'an error of a sibling of what is null already',
    because: 'Sibling fields which have not yet executed or have not yet yielded a value may be cancelled.',
    pairs: (stock, ours, outcome) => {
      if (stock !== undefined && ours !== undefined) return false;
      const path = (stock ?? ours)?.path ?? [];
      const [data, others] =
        stock === undefined
          ? [outcome.ownReference().data, outcome.ownReference().errors]
          : [outcome.ours.data, outcome.ours.errors];
      return others.some((other) => other.path !== undefined && isUnderOneNull(data, other.path, path));
    },
  },
];

/** Whether the nearest null above both places is the same. */
function isUnderOneNull(
  data: unknown,
  one: readonly (string | number)[],
  other: readonly (string | number)[],
): boolean {
  const shared = one.findIndex((part, index) => part !== other[index]);
  const common = shared < 0 ? one : one.slice(0, shared);
  return (
    common.some((_, index) => valueAt(data, common.slice(0, index)) === null) ||
    valueAt(data, common) === null
  );
}
