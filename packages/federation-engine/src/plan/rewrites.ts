import type { FetchDataRewrite } from '@apollo/query-planner';
import { isObject, ownValue, setOwnValue, type JsonObject } from '../own-value.js';
import type { IsOfType } from './type-conditions.js';

/** Changes an object in place: a representation before it is sent, or what a fetch brought before it is merged. */
export type Rewrite = (value: unknown) => void;

const conditionPrefix = '... on ';

/** The condition of a step such as `... on Book`; undefined when the step is a response key. */
export const conditionOf = (step: string): string | undefined =>
  step.startsWith(conditionPrefix) ? step.slice(conditionPrefix.length) : undefined;

function apply(rewrite: FetchDataRewrite, object: JsonObject, key: string): void {
  if (rewrite.kind === 'ValueSetter') return setOwnValue(object, key, rewrite.setValueTo);
  const value = ownValue(object, key);
  if (value === undefined) return;
  setOwnValue(object, rewrite.renameKeyTo, value);
  delete object[key];
}

function compileRewrite(rewrite: FetchDataRewrite, isOfType: IsOfType): Rewrite {
  const last = rewrite.path.length - 1;
  const walk = (value: unknown, index: number): void => {
    if (Array.isArray(value)) return value.forEach((item) => walk(item, index));
    if (!isObject(value)) return;
    const step = rewrite.path[index] as string;
    if (index === last) return apply(rewrite, value, step);
    const condition = conditionOf(step);
    if (condition === undefined) return walk(ownValue(value, step), index + 1);
    const typename = value['__typename'];
    if (typeof typename !== 'string' || isOfType(typename, condition)) walk(value, index + 1);
  };
  return (value) => walk(value, 0);
}

/** All rewrites of a fetch as one, in their order; undefined when there are none. */
export function compileRewrites(
  rewrites: readonly FetchDataRewrite[] | undefined,
  isOfType: IsOfType,
): Rewrite | undefined {
  const compiled = (rewrites ?? [])
    .filter(({ path }) => path.length > 0)
    .map((rewrite) => compileRewrite(rewrite, isOfType));
  return compiled.length === 0 ? undefined : (value) => compiled.forEach((rewrite) => rewrite(value));
}
