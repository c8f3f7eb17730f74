import { print, type FieldNode } from 'graphql';

/** One field with the arguments that a `@requires` gives it, under a name of its own. */
export interface RequiredField {
  readonly typeName: string;
  readonly fieldName: string;
  /** The name that stands in for it while the planner works. */
  readonly standIn: string;
}

/**
 * What a field's `@requires` says that has arguments: the place in the representation (the objects' keys on the way,
 * and the type) to the stand-in that fills it.
 */
export type Requirements = ReadonlyMap<string, string>;

/** Stand-ins begin with this. Names of clients that do are none of a schema's and are to be renamed before planning. */
export const standInPrefix = '_required';

export const printFieldKey = (serviceName: string, typeName: string, fieldName: string) =>
  `${serviceName} ${typeName}.${fieldName}`;

/** All that the supergraph's `@requires` ask for with arguments. */
export class RequiredFields {
  /** By stand-in. */
  readonly fields = new Map<string, RequiredField>();
  /** By the field that has the `@requires`, see {@link printFieldKey}. */
  readonly requirements = new Map<string, Requirements>();
  private readonly byUse = new Map<string, RequiredField>();

  /** Names one use of a field: the same arguments share a stand-in. */
  standInFor(typeName: string, { name, arguments: args }: FieldNode): string {
    const use = `${typeName}.${name.value}(${(args ?? []).map(print).sort().join()})`;
    const known = this.byUse.get(use);
    if (known) return known.standIn;
    const standIn = `${standInPrefix}${this.byUse.size}_${name.value}`;
    const field = { typeName, fieldName: name.value, standIn };
    this.byUse.set(use, field);
    this.fields.set(standIn, field);
    return standIn;
  }
}
