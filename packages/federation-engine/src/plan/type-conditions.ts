import type { SupergraphFacts } from '../planner/planner.js';

/** Whether an object whose `__typename` is the first is of the type named second. */
export type IsOfType = (typename: string, condition: string) => boolean;

/** Type conditions over the supergraph's types, those that clients do not see included. */
export function createIsOfType({ possibleTypes }: Pick<SupergraphFacts, 'possibleTypes'>): IsOfType {
  const members = new Map(Object.entries(possibleTypes).map(([name, types]) => [name, new Set(types)]));
  return (typename, condition) => typename === condition || (members.get(condition)?.has(typename) ?? false);
}
