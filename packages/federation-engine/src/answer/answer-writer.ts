import {
  isLeafType,
  isListType,
  isNonNullType,
  type GraphQLEnumType,
  type GraphQLLeafType,
  type GraphQLOutputType,
} from 'graphql';
import { stringText, valueText } from '../json-text.js';
import { isInherited, isObject, type JsonObject } from '../own-value.js';
import type { Introspect } from './complete-answer.js';
import { isInt, leafKindOf } from './leaf-values.js';
import { isObjectShape, type ObjectShape, type Selection, type ShapeField } from './operation-shape.js';

/** JSON text of a value; undefined when anything in it is not as it should be. */
type Write = (value: unknown) => string | undefined;

const tag = (text: string) => JSON.stringify(text);

/** A function of the value as source: how to write a leaf, `undefined` for what is none of its type. */
const leafSource: Readonly<Record<string, string>> = {
  Int: 'isInt(v) ? String(v) : undefined',
  Float: "typeof v === 'number' && Number.isFinite(v) ? String(v) : undefined",
  String: "typeof v === 'string' ? text(v) : undefined",
  Boolean: "v === true ? 'true' : v === false ? 'false' : undefined",
  ID: "typeof v === 'string' ? text(v) : Number.isInteger(v) ? String(v) : undefined",
  custom: 'any(v)',
};

/** What generated functions can name; everything else of theirs is text made of checked names and JSON strings. */
interface Scope {
  readonly writers: Write[];
}

const generate = (source: string, { writers }: Scope): Write =>
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- made of GraphQL names and JSON strings only
  new Function('isInt', 'text', 'any', 'writers', `'use strict'; return ${source}`)(
    isInt,
    stringText,
    valueText,
    writers,
  ) as Write;

/**
 * Writes clean answers: for each selection and type of object a function is generated that picks, checks and writes
 * its fields in one go. Whatever is out of order makes it give up, for {@link completeAnswer} to say what GraphQL
 * makes of it.
 */
export class AnswerWriter {
  private introspect: Introspect = () => null;
  private readonly root: Write;

  constructor(selection: Selection) {
    this.root = this.writeComposite(selection);
  }

  /** @returns undefined when the data are not clean */
  write(data: JsonObject, introspect: Introspect): string | undefined {
    this.introspect = introspect;
    return this.root(data);
  }

  private writeComposite(selection: Selection): Write {
    const byType = new Map<unknown, Write>();
    const prepare = (typename: unknown): Write | undefined => {
      const shape = selection.shapeOf(typename);
      if (!shape || !isObjectShape(shape)) return undefined;
      const write = this.writeObject(shape);
      byType.set(typename, write);
      return write;
    };
    return (value) => {
      if (!isObject(value)) return undefined;
      const typename = value['__typename'];
      const write = byType.get(typename) ?? prepare(typename);
      return write && write(value);
    };
  }

  private writeObject({ type, fields }: ObjectShape): Write {
    const scope: Scope = { writers: [] };
    const lines = fields.map((field, index) => {
      const label = `${index === 0 ? '' : ','}${tag(field.key)}:`;
      return this.fieldSource(field, type.name, label, scope);
    });
    return generate(`function (o) { let v, t, s = '{';\n${lines.join('\n')}\nreturn s + '}'; }`, scope);
  }

  /** Statements that add one field to `s`. `v` is its value, `t` its text. */
  private fieldSource(field: ShapeField, typename: string, label: string, scope: Scope): string {
    if (field.isIntrospection) {
      scope.writers.push(() => valueText(this.introspect(field)));
      return `s += ${tag(label)} + writers[${scope.writers.length - 1}]();`;
    }
    if (!field.type) return `s += ${tag(`${label}${tag(typename)}`)};`;
    const key = tag(field.dataKey);
    const read = isInherited(field.dataKey)
      ? `v = Object.hasOwn(o, ${key}) ? o[${key}] : null;`
      : `v = o[${key}];`;
    const nothing = isNonNullType(field.type) ? 'return undefined;' : `s += ${tag(`${label}null`)};`;
    const text = this.valueSource(isNonNullType(field.type) ? field.type.ofType : field.type, field, scope);
    return `${read} if (v === null || v === undefined) { ${nothing} } else { t = ${text}; if (t === undefined) return undefined; s += ${tag(label)} + t; }`;
  }

  /** An expression for the text of a `v` that is not null. */
  private valueSource(type: GraphQLOutputType, field: ShapeField, scope: Scope): string {
    if (isLeafType(type) && leafKindOf(type) !== 'enum') return leafSource[leafKindOf(type)] as string;
    scope.writers.push(this.writeNullable(type, field));
    return `writers[${scope.writers.length - 1}](v)`;
  }

  private writeNullable(type: GraphQLOutputType, field: ShapeField): Write {
    if (isListType(type)) return this.writeList(type.ofType as GraphQLOutputType, field);
    if (isLeafType(type)) return this.writeLeaf(type);
    return field.selection ? this.writeComposite(field.selection) : () => undefined;
  }

  private writeLeaf(type: GraphQLLeafType): Write {
    if (leafKindOf(type) !== 'enum')
      return generate(`function (v) { return ${leafSource[leafKindOf(type)] as string}; }`, { writers: [] });
    const texts = new Map<unknown, string>(
      (type as GraphQLEnumType).getValues().map(({ name }) => [name, tag(name)]),
    );
    return (value) => texts.get(value);
  }

  private writeList(itemType: GraphQLOutputType, field: ShapeField): Write {
    const isRequired = isNonNullType(itemType);
    const writeItem = this.writeNullable(isRequired ? itemType.ofType : itemType, field);
    return (value) => {
      if (!Array.isArray(value)) return undefined;
      let text = '[';
      for (let index = 0; index < value.length; index++) {
        const item: unknown = value[index];
        const isMissing = item === null || item === undefined;
        if (isMissing && isRequired) return undefined;
        const written = isMissing ? 'null' : writeItem(item);
        if (written === undefined) return undefined;
        text += index === 0 ? written : `,${written}`;
      }
      return `${text}]`;
    };
  }
}
