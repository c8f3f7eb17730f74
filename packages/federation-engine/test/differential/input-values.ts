import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  Kind,
} from 'graphql';
import type { ConstValueNode, GraphQLInputType, ObjectFieldNode, ValueNode } from 'graphql';
import type { Tape } from './tape.js';

const SCALARS: Readonly<Record<string, readonly unknown[]>> = {
  Int: [1, 0, -7, 2_147_483_647],
  Float: [0.5, 3, -1e-7],
  Boolean: [true, false],
  ID: ['id1', 'id2', '5', 6, 'constructor'],
  String: ['a', '', '__proto__', 'é"\\\n', 'toString'],
};

const CUSTOM: readonly unknown[] = ['x', 1, true, { a: [1, { b: null }] }, ['y']];

/** A value that a variable of this type may have, as JSON. */
export function inputValue(type: GraphQLInputType, tape: Tape, depth = 0): unknown {
  if (isNonNullType(type)) return presentValue(type.ofType, tape, depth);
  return tape.happens(15) ? null : presentValue(type, tape, depth);
}

function presentValue(type: GraphQLInputType, tape: Tape, depth: number): unknown {
  if (isListType(type)) {
    const item = type.ofType;
    const one = getNullableType(item);
    if (tape.happens(10) && !isListType(one)) return presentValue(one, tape, depth); // stands for a list of one
    return Array.from({ length: tape.choose(4) }, () => inputValue(item, tape, depth));
  }
  if (isEnumType(type)) return tape.pick(type.getValues()).name;
  if (!isInputObjectType(type)) return tape.pick(SCALARS[type.toString()] ?? CUSTOM);
  const value: Record<string, unknown> = {};
  for (const field of Object.values(type.getFields())) {
    if (!isRequiredInputField(field) && (depth > 1 || tape.happens(50))) continue;
    value[field.name] = inputValue(field.type, tape, depth + 1);
  }
  return value;
}

/** Gives a variable of a type, to stand where a value would. */
export type UseVariable = (type: GraphQLInputType) => ValueNode | undefined;

/** A value of this type as it is written in an operation; variables may stand anywhere in it. */
export function inputLiteral(
  type: GraphQLInputType,
  tape: Tape,
  useVariable: UseVariable,
  depth = 0,
): ValueNode {
  if (tape.happens(depth === 0 ? 40 : 15)) {
    const variable = useVariable(type);
    if (variable !== undefined) return variable;
  }
  if (isNonNullType(type)) return presentLiteral(type.ofType, tape, useVariable, depth);
  return tape.happens(10) ? { kind: Kind.NULL } : presentLiteral(type, tape, useVariable, depth);
}

function presentLiteral(
  type: GraphQLInputType,
  tape: Tape,
  useVariable: UseVariable,
  depth: number,
): ValueNode {
  if (isListType(type)) {
    const item = type.ofType;
    const values = Array.from({ length: tape.choose(3) }, () =>
      inputLiteral(item, tape, useVariable, depth + 1),
    );
    return { kind: Kind.LIST, values };
  }
  if (!isInputObjectType(type)) return toLiteral(presentValue(type, tape, depth), isEnumType(type));
  const fields: ObjectFieldNode[] = [];
  for (const field of Object.values(type.getFields())) {
    if (!isRequiredInputField(field) && (depth > 1 || tape.happens(50))) continue;
    const value = inputLiteral(field.type, tape, useVariable, depth + 1);
    fields.push({ kind: Kind.OBJECT_FIELD, name: { kind: Kind.NAME, value: field.name }, value });
  }
  return { kind: Kind.OBJECT, fields };
}

/** JSON as it is written in GraphQL. */
export function toLiteral(value: unknown, isEnum = false): ConstValueNode {
  switch (typeof value) {
    case 'string':
      return isEnum ? { kind: Kind.ENUM, value } : { kind: Kind.STRING, value };
    case 'number':
      return { kind: Number.isInteger(value) ? Kind.INT : Kind.FLOAT, value: String(value) };
    case 'boolean':
      return { kind: Kind.BOOLEAN, value };
    default:
      if (value === null || value === undefined) return { kind: Kind.NULL };
      if (Array.isArray(value)) return { kind: Kind.LIST, values: value.map((item) => toLiteral(item)) };
      return {
        kind: Kind.OBJECT,
        fields: Object.entries(value).map(([name, member]) => ({
          kind: Kind.OBJECT_FIELD,
          name: { kind: Kind.NAME, value: name },
          value: toLiteral(member),
        })),
      };
  }
}
