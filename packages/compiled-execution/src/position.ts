import type { GraphQLError } from 'graphql';

/** What holds completed values: an object's fields by response key, or a list's items by index. */
export type Container = Record<string | number, unknown>;

/**
 * The place of a value in the answer: where it is written, whether null may stand there, and how many values below it
 * are still awaited. Has the members of graphql-js's `Path`, so `info.path` is one of these.
 */
export class Position {
  /** Awaited values directly here, and positions below that await any. */
  pending = 0;
  /** Set once nothing below can matter any more: null stands here, or an error is on its way to a position above. */
  isNulled = false;

  constructor(
    readonly parent: Position | undefined,
    readonly key: string | number,
    /** The type whose field this is; undefined for an item of a list. */
    readonly typename: string | undefined,
    readonly container: Container,
    readonly isNullable: boolean,
  ) {}

  /** The position around this one as `info.path` tells it: the root, where data stands, is no part of a path. */
  get prev(): Position | undefined {
    return this.parent?.parent && this.parent;
  }
}

/** Keys and indexes from the root to a position. */
export function pathOf(position: Position): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at = position; at.parent !== undefined; at = at.parent) path.push(at.key);
  return path.reverse();
}

/**
 * The values that an answer still waits for, counted in the tree of its positions. Each value that arrives is written
 * to its place at once, so no promise is needed per object or list, only for what resolvers return.
 */
export class Awaited {
  readonly root = new Position(undefined, '', undefined, {}, true);
  readonly errors: GraphQLError[] = [];
  /** Called when nothing is awaited any more, or when null has reached the root. */
  whenSettled: () => void = () => undefined;

  /** Counts one more awaited value at a position. */
  hold(position: Position): void {
    let at: Position | undefined = position;
    while (at !== undefined && at.pending++ === 0 && !at.isNulled) at = at.parent;
  }

  /** The reverse of {@link hold}. */
  release(position: Position): void {
    let at: Position | undefined = position;
    while (--at.pending === 0 && !at.isNulled) {
      at = at.parent;
      if (at === undefined) return this.whenSettled();
    }
  }

  /** Nothing below this position is waited for or reported any more. */
  abandon(position: Position): void {
    if (position.isNulled) return;
    position.isNulled = true;
    if (position.pending > 0 && position.parent !== undefined) this.release(position.parent);
  }

  /** Lists an error of a value in `parent`, unless null already stands above it. */
  report(error: GraphQLError, parent: Position | undefined): boolean {
    for (let at = parent; at !== undefined; at = at.parent) if (at.isNulled) return false;
    this.errors.push(error);
    return true;
  }

  /** An awaited value failed: null goes where the nearest position allows it. */
  fail(error: GraphQLError, position: Position): void {
    if (!this.report(error, position.parent)) return;
    let at = position;
    while (!at.isNullable && at.parent !== undefined) at = at.parent;
    this.abandon(at);
    at.container[at.key] = null;
    if (at.parent === undefined) this.whenSettled();
  }
}
