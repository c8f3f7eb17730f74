import { Kind, parse, visit } from 'graphql';
import type { DocumentNode, FieldNode, SelectionSetNode, TypeNode } from 'graphql';

/** What the `@key`s of all services say together. */
export interface Keys {
  /** Names of the fields by type whose values tell one thing from another, those inside nested keys included. */
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>;
  /** Types with a key. */
  readonly entities: ReadonlySet<string>;
  /** Object types below an interface with a key, in a fixed order. */
  readonly implementations: ReadonlyMap<string, readonly string[]>;
}

interface Definitions {
  readonly fieldTypes: Map<string, Map<string, string>>;
  readonly implementations: Map<string, Set<string>>;
  readonly interfaces: Set<string>;
  readonly keys: { readonly type: string; readonly fields: string }[];
}

/** Reads the `@key`s of all services. */
export function keysOf(documents: readonly DocumentNode[]): Keys {
  const definitions = readDefinitions(documents);
  const fields = new Map<string, Set<string>>();
  for (const { type, fields: text } of definitions.keys) {
    const [operation] = parse(`{ ${text} }`).definitions;
    if (operation?.kind === Kind.OPERATION_DEFINITION)
      addKey(type, operation.selectionSet, definitions, fields);
  }
  const implementations = new Map<string, readonly string[]>();
  for (const { type } of definitions.keys) {
    const below = definitions.implementations.get(type);
    if (definitions.interfaces.has(type) && below !== undefined) implementations.set(type, [...below].sort());
  }
  return { fields, entities: new Set(definitions.keys.map(({ type }) => type)), implementations };
}

function addKey(
  type: string,
  selectionSet: SelectionSetNode,
  definitions: Definitions,
  into: Map<string, Set<string>>,
): void {
  const names = into.get(type) ?? new Set<string>();
  into.set(type, names);
  for (const field of selectionSet.selections as readonly FieldNode[]) {
    names.add(field.name.value);
    const below = definitions.fieldTypes.get(type)?.get(field.name.value);
    if (field.selectionSet !== undefined && below !== undefined)
      addKey(below, field.selectionSet, definitions, into);
  }
}

function readDefinitions(documents: readonly DocumentNode[]): Definitions {
  const definitions: Definitions = {
    fieldTypes: new Map(),
    implementations: new Map(),
    interfaces: new Set(),
    keys: [],
  };
  for (const document of documents) {
    visit(document, {
      InterfaceTypeDefinition: (node) => void definitions.interfaces.add(node.name.value),
    });
    visit(document, {
      ObjectTypeDefinition: (node) => addType(definitions, node),
      InterfaceTypeDefinition: (node) => addType(definitions, node),
    });
  }
  return definitions;
}

interface TypeWithFields {
  readonly name: { readonly value: string };
  readonly interfaces?: readonly { readonly name: { readonly value: string } }[];
  readonly fields?: readonly { readonly name: { readonly value: string }; readonly type: TypeNode }[];
  readonly directives?: readonly {
    readonly name: { readonly value: string };
    readonly arguments?: readonly { readonly name: { readonly value: string }; readonly value: unknown }[];
  }[];
}

function addType(definitions: Definitions, node: TypeWithFields): void {
  const type = node.name.value;
  const fieldTypes = definitions.fieldTypes.get(type) ?? new Map<string, string>();
  definitions.fieldTypes.set(type, fieldTypes);
  for (const field of node.fields ?? []) fieldTypes.set(field.name.value, namedType(field.type));
  for (const { name } of node.interfaces ?? []) {
    const below = definitions.implementations.get(name.value) ?? new Set<string>();
    definitions.implementations.set(name.value, below.add(type));
  }
  for (const directive of node.directives ?? []) {
    const fields = directive.arguments?.find(({ name }) => name.value === 'fields')?.value as {
      value?: unknown;
    };
    if (directive.name.value === 'key') definitions.keys.push({ type, fields: String(fields.value) });
  }
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
