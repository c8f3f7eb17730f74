import { inspect } from 'graphql/jsutils/inspect.js';
import type { Completer, LeafCompleter } from './plan.js';

/** @throws where null may not stand */
export function completeNull({ isNullable, field }: Completer): null {
  if (isNullable) return null;
  throw new Error(`Cannot return null for non-nullable field ${field.parentType.name}.${field.name}.`);
}

/** @throws when the type cannot serialize the value, which is not null */
export function serialize({ type }: LeafCompleter, value: unknown): unknown {
  const serialized: unknown = type.serialize(value);
  if (serialized !== null && serialized !== undefined) return serialized;
  const call = `${inspect(type)}.serialize(${inspect(value)})`;
  throw new Error(`Expected \`${call}\` to return non-nullable value, returned: ${inspect(serialized)}`);
}
