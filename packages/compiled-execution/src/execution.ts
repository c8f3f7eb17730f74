import type { GraphQLResolveInfo } from 'graphql';
import type { FieldPlace, Operation } from './plan.js';
import { Awaited, type Position } from './position.js';

type Values = Readonly<Record<string, unknown>>;

/** One execution of an operation. */
export class Execution {
  readonly awaited = new Awaited();
  #arguments: Map<object, Values> | undefined;

  constructor(
    readonly operation: Operation,
    readonly rootValue: unknown,
    readonly contextValue: unknown,
    readonly variableValues: Values,
  ) {}

  /** A field's arguments as first read in this execution; they are the same for each parent. `field` stands for it. */
  argumentsOf(field: object, read: () => Values): Values {
    const known = (this.#arguments ??= new Map<object, Values>()).get(field);
    if (known !== undefined) return known;
    const values = read();
    this.#arguments.set(field, values);
    return values;
  }

  /** What a resolver learns of its field; `position` is the field's, or that of an item in its list. */
  infoOf(field: FieldPlace, position: Position): GraphQLResolveInfo {
    let path = position;
    while (typeof path.key === 'number' && path.parent !== undefined) path = path.parent;
    const { schema, fragments, node } = this.operation;
    return {
      fieldName: field.name,
      fieldNodes: field.nodes,
      returnType: field.type,
      parentType: field.parentType,
      path: path,
      schema,
      fragments,
      rootValue: this.rootValue,
      operation: node,
      variableValues: this.variableValues,
    };
  }
}
