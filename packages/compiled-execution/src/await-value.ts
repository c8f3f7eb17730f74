import { locatedError, type GraphQLError } from 'graphql';
import type { Execution } from './execution.js';
import type { FieldPlace } from './plan.js';
import { pathOf, type Position } from './position.js';

/** Stands for a value that is not there yet; it will be written to its position. */
export const awaitedValue = Symbol('awaited');

export const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  value !== null &&
  (typeof value === 'object' || typeof value === 'function') &&
  typeof (value as { readonly then?: unknown }).then === 'function';

/** An unhandled rejection ends a process. */
export function ignoreRejection(value: unknown): void {
  if (isPromise(value)) value.then(undefined, () => undefined);
}

/** What went wrong as an error of a position; one that is located already stays as it is. */
export const locate = (error: unknown, field: FieldPlace, position: Position): GraphQLError =>
  locatedError(error, field.nodes, pathOf(position));

/** Waits for a value of a position; `next` completes it. What goes wrong then is an error of the position. */
export function awaitValue(
  execution: Execution,
  field: FieldPlace,
  promise: PromiseLike<unknown>,
  position: Position,
  next: (value: unknown) => unknown,
): typeof awaitedValue {
  const { awaited } = execution;
  const parent = position.parent!;
  const fail = (error: unknown) => awaited.fail(locate(error, field, position), position);
  awaited.hold(parent);
  // A foreign promise might call back at once, or twice; a native one never does.
  const native = promise instanceof Promise ? promise : Promise.resolve(promise);
  native.then(
    (value: unknown) => {
      try {
        const completed = next(value);
        if (completed !== awaitedValue) position.container[position.key] = completed;
      } catch (error) {
        fail(error);
      }
      awaited.release(parent);
    },
    (error: unknown) => {
      fail(error);
      awaited.release(parent);
    },
  );
  return awaitedValue;
}
