import { visit } from 'graphql';
import type { DocumentNode, GraphQLError } from 'graphql';
import type { Case, Outcome } from './compare.js';
import type { Keys } from './keys.js';

export const UNANSWERED = 'SERVICE_UNAVAILABLE';
export const isRaw = (error: GraphQLError | undefined): boolean =>
  error !== undefined &&
  (error.extensions as GraphQLError['extensions'] | undefined)?.['serviceName'] === undefined;
export const isFailure = (error: GraphQLError | undefined): boolean =>
  error !== undefined && error.extensions['code'] === UNANSWERED && error.path === undefined;
export const isWrongList = (error: GraphQLError | undefined): boolean =>
  isRaw(error) && /^Expected "data\._entities"/.test(error?.message ?? '');

/** Where a service went wrong, as the fault plan wrote it down. */
export const placeOf = (error: GraphQLError): unknown =>
  (error.extensions as GraphQLError['extensions'] | undefined)?.['place'];

export const isMergeCrash = (error: GraphQLError | undefined): boolean =>
  isRaw(error) &&
  /^Cannot (create property|use 'in' operator|set propert|read propert)/.test(error?.message ?? '');

/** The representation by which its service knew the entity of an error, and the object to which the path leads. */
function entityOf(error: GraphQLError, merged: unknown) {
  const [, text, inside] = /_entities\[(\{.*?\})\]([^{}]*)$/s.exec(String(placeOf(error))) ?? [];
  if (text === undefined || inside === undefined) return undefined;
  const stepsInside = inside.match(/[.[]/g)?.length ?? 0;
  const path = error.path ?? [];
  const { __typename, ...known } = JSON.parse(text) as Record<string, unknown>;
  return { entity: valueAt(merged, path.slice(0, path.length - stepsInside)), typename: __typename, known };
}

/** Whether an error's path leads through the entity by whose representation its service knew it. */
export function leadsToItsEntity(error: GraphQLError, merged: unknown, keys: Keys): boolean {
  const { entity, typename } = entityOf(error, merged) ?? {};
  const found = (entity as { __typename?: unknown } | undefined | null)?.__typename;
  return (
    (found === typename || keys.implementations.get(String(typename))?.includes(String(found)) === true) &&
    leadsToItsKeys(error, merged)
  );
}

/** The same whatever type the entity has by now: a service may have called it by another afterwards. */
export function leadsToItsKeys(error: GraphQLError, merged: unknown): boolean {
  const found = entityOf(error, merged);
  return found !== undefined && contains(found.entity, found.known);
}

/** Whether data still have all of a representation that was taken from them; later fetches may have added to it. */
export function contains(data: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return data === part;
  if (typeof data !== 'object' || data === null) return false;
  return Object.entries(part).every(([key, value]) =>
    contains((data as Record<string, unknown>)[key], value),
  );
}

/** Whether one answer says what the other says and perhaps more: it differs only where the other has null. */
export function saysNoLess(more: unknown, less: unknown): boolean {
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

/** Whether ours has an object where stock kept a value of another kind, which it had before. */
export function hasObjectInPlace(ours: unknown, stock: unknown): boolean {
  if (typeof ours !== 'object' || ours === null || stock === null || stock === undefined) return false;
  if (typeof stock !== 'object' || Array.isArray(stock) !== Array.isArray(ours)) return Boolean(stock);
  return Object.entries(ours).some(([key, value]) =>
    hasObjectInPlace(value, (stock as Record<string, unknown>)[key]),
  );
}

/** Whether stock has the name of an interface with a key where ours kept what was told before. */
export function differsInInterfaceNames(ours: unknown, stock: unknown, keys: Keys): boolean {
  if (typeof ours !== 'object' || ours === null || typeof stock !== 'object' || stock === null) return false;
  return Object.entries(stock).some(([key, value]) => {
    const mine = (ours as Record<string, unknown>)[key];
    return key === '__typename'
      ? mine !== value && keys.implementations.has(String(value))
      : differsInInterfaceNames(mine, value, keys);
  });
}

export function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  let value = data;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}

export function hasAliasedTypename(document: DocumentNode): boolean {
  let isFound = false;
  visit(document, {
    Field: ({ name, alias }) => void (isFound ||= name.value === '__typename' && alias !== undefined),
  });
  return isFound;
}

export function hasFragments(document: DocumentNode): boolean {
  let depth = 0;
  let deepest = 0;
  const fragment = { enter: () => void (deepest = Math.max(deepest, ++depth)), leave: () => void depth-- };
  visit(document, { InlineFragment: fragment, FragmentDefinition: fragment });
  return deepest > 1 || document.definitions.length > 1;
}

export const pathText = (path: GraphQLError['path']): string => JSON.stringify(path ?? null);

export const isLargeInteger = (value: unknown): boolean =>
  Number.isInteger(value) && Math.abs(value as number) >= 2 ** 31;

/** Whether ours is what GraphQL makes of what ours merged. */
export const completesItsOwn = ({ ours, ownReference }: Outcome): boolean =>
  JSON.stringify(ownReference().data) === ours.json;

/** Whether ours is what GraphQL makes of what stock merged. */
export const equalsReference = ({ ours, reference }: Outcome): boolean => {
  const wanted = reference();
  return wanted !== undefined && JSON.stringify(wanted.data) === ours.json;
};

export const isNoObjectFault = new Set<string>(['scalar', 'number', 'list']);

/** Whether a fetch takes fields along from members of a union, and one of these may have been no object. */
export function mayRequireOfNoObject({ plan, faultsDone }: Case, outcome: Outcome): boolean {
  if (![...faultsDone].some((fault) => isNoObjectFault.has(fault))) return false;
  let isFound = false;
  JSON.stringify(plan, (_, value: { kind?: string; selections?: { kind?: string }[] } | undefined) => {
    isFound ||=
      value?.kind === 'Field' && value.selections?.some(({ kind }) => kind === 'InlineFragment') === true;
    return value;
  });
  return isFound && completesItsOwn(outcome);
}

/** Whether the nearest null above both places is the same. */
export function isUnderOneNull(
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
