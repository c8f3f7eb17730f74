import {
  getNullableType,
  GraphQLError,
  isLeafType,
  isListType,
  isNonNullType,
  type GraphQLOutputType,
} from 'graphql';
import { isObject, ownValue, type JsonObject } from '../own-value.js';
import { isLeafValue } from './leaf-values.js';
import { isObjectShape, type Selection, type ShapeField } from './operation-shape.js';

export interface CompletedAnswer {
  readonly data: JsonObject | null;
  /** Values that a subgraph should not have given; each has its path. */
  readonly errors: readonly GraphQLError[];
}

/** The result of an introspection field. */
export type Introspect = (field: ShapeField) => unknown;

/** A value that cannot be where it is: the nearest nullable position above takes its place as null. */
const invalid = Symbol('invalid');

/** Where a field is, for messages: `User.name`. */
interface Position {
  readonly parent: string;
  readonly key: string;
}

/**
 * The answer as GraphQL completes values: only what was selected, each value checked against its type, null where it
 * must be and as far up as non-null types carry it, with an error for each cause. Slow and exact; clean answers
 * never come here.
 */
class Completion {
  readonly errors: GraphQLError[] = [];
  private readonly path: (string | number)[] = [];

  constructor(private readonly introspect: Introspect) {}

  completeObject(object: JsonObject, selection: Selection): JsonObject | null | typeof invalid {
    const shape = selection.shapeOf(object['__typename']);
    if (!shape) return this.refuse(`Invalid __typename of an object of type ${selection.declared.name}.`);
    const completed = Object.create(null) as JsonObject;
    for (const field of shape.fields) {
      const value = this.completeField(object, field, shape.type.name, isObjectShape(shape));
      if (value === invalid) return invalid;
      completed[field.key] = value;
    }
    return completed;
  }

  private completeField(object: JsonObject, field: ShapeField, parent: string, isConcrete: boolean): unknown {
    if (field.isIntrospection) return this.introspect(field);
    if (!field.type)
      return isConcrete ? parent : this.refuse(`Which type of ${parent} an object has is unknown.`);
    this.path.push(field.key);
    const value = this.completeValue(ownValue(object, field.dataKey) ?? null, field.type, field, {
      parent,
      key: field.key,
    });
    this.path.pop();
    return value;
  }

  private completeValue(value: unknown, type: GraphQLOutputType, field: ShapeField, at: Position): unknown {
    if (!isNonNullType(type)) {
      const completed = this.completeNullable(value, type, field, at);
      return completed === invalid ? null : completed;
    }
    const errorsBefore = this.errors.length;
    const completed = this.completeNullable(value, getNullableType(type), field, at);
    if (completed !== null && completed !== invalid) return completed;
    if (this.errors.length === errorsBefore && completed === null)
      this.report(`Cannot return null for non-nullable field ${at.parent}.${at.key}.`);
    return invalid;
  }

  private completeNullable(
    value: unknown,
    type: GraphQLOutputType,
    field: ShapeField,
    at: Position,
  ): unknown {
    if (value === null || value === undefined) return null;
    if (isListType(type)) return this.completeList(value, type.ofType as GraphQLOutputType, field, at);
    if (isLeafType(type)) {
      if (isLeafValue(value, type)) return value;
      return this.refuse(`Invalid value for field ${at.parent}.${at.key} of type ${type.name}.`);
    }
    if (!isObject(value) || !field.selection)
      return this.refuse(`Expected an object for field ${at.parent}.${at.key}.`);
    return this.completeObject(value, field.selection);
  }

  private completeList(value: unknown, type: GraphQLOutputType, field: ShapeField, at: Position): unknown {
    if (!Array.isArray(value)) return this.refuse(`Expected a list for field ${at.parent}.${at.key}.`);
    let isInvalid = false;
    const completed = value.map((item: unknown, index) => {
      this.path.push(index);
      const result = this.completeValue(item, type, field, at);
      this.path.pop();
      if (result === invalid) isInvalid = true;
      return result;
    });
    return isInvalid ? invalid : completed;
  }

  private report(message: string): void {
    this.errors.push(
      new GraphQLError(message, { path: [...this.path], extensions: { code: 'INVALID_SUBGRAPH_DATA' } }),
    );
  }

  private refuse(message: string): typeof invalid {
    this.report(message);
    return invalid;
  }
}

/** Completes the data of all fetches to the data of an answer. */
export function completeAnswer(
  data: JsonObject,
  selection: Selection,
  introspect: Introspect,
): CompletedAnswer {
  const completion = new Completion(introspect);
  const completed = completion.completeObject(data, selection);
  return { data: completed === invalid ? null : completed, errors: completion.errors };
}
