import {
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type InterfaceType,
  type ObjectType,
  type Schema,
  type Subgraph,
  type Supergraph,
  type Type,
} from '@apollo/federation-internals';
import { Kind, parse } from 'graphql';

type EntityType = ObjectType | InterfaceType;

/** One subgraph's own view of a type that has keys. */
interface Holder {
  readonly subgraph: Subgraph;
  readonly type: EntityType;
  /** The keys made of plain fields, as written: their fields' names. */
  readonly keys: readonly (readonly string[])[];
}

/** The names in a key such as `id` or `code region`; nothing when it reaches into objects. */
function plainFields(key: string): readonly string[] | undefined {
  const [definition] = parse(`{ ${key} }`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return undefined;
  const names: string[] = [];
  for (const selection of definition.selectionSet.selections) {
    if (selection.kind !== Kind.FIELD || selection.selectionSet) return undefined;
    names.push(selection.name.value);
  }
  return names;
}

function findHolder(subgraph: Subgraph, name: string): Holder | undefined {
  const type = subgraph.schema.type(name);
  if (!type || !(isObjectType(type) || isInterfaceType(type))) return undefined;
  const keys = type
    .appliedDirectivesOf(subgraph.metadata().keyDirective())
    .map((key) => plainFields(String(key.arguments().fields)))
    .filter((fields) => fields !== undefined);
  return { subgraph, type, keys };
}

/** Whether every object the subgraph gives for the type comes with the field, without a visit elsewhere. */
function canResolve({ subgraph, type }: Holder, fieldName: string): boolean {
  const metadata = subgraph.metadata();
  const owners = isInterfaceType(type) ? [type, ...type.possibleRuntimeTypes()] : [type];
  return owners.every((owner) => {
    const field = owner.field(fieldName);
    return (
      field !== undefined &&
      !metadata.isFieldExternal(field) &&
      !field.hasAppliedDirective(metadata.requiresDirective())
    );
  });
}

const isSameKey = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((name) => other.includes(name));

function canGive(holder: Holder, key: readonly string[]): boolean {
  return (
    holder.keys.some((own) => isSameKey(own, key)) || key.every((fieldName) => canResolve(holder, fieldName))
  );
}

/** Whether clients may ask for the field, and get a scalar or an enum value. */
function isVisibleLeaf(apiType: EntityType, fieldName: string): boolean {
  const type = apiType.field(fieldName)?.type;
  return type !== undefined && isLeafType(isNonNullType(type) ? (type.ofType as Type) : type);
}

function findKey(apiType: EntityType, subgraphs: readonly Subgraph[]): readonly string[] | undefined {
  const holders = subgraphs
    .map((subgraph) => findHolder(subgraph, apiType.name))
    .filter((holder) => holder !== undefined);
  return holders
    .flatMap(({ keys }) => keys)
    .find(
      (key) =>
        key.every((fieldName) => isVisibleLeaf(apiType, fieldName)) &&
        holders.every((holder) => canGive(holder, key)),
    );
}

/**
 * For each entity type of the API schema the first key of plain leaf fields that every subgraph with the type can
 * give, so that asking for it never costs a fetch. Types without such a key are left out.
 */
export function findEntityKeys(
  supergraph: Supergraph,
  apiSchema: Schema,
): Readonly<Record<string, readonly string[]>> {
  const subgraphs = [...supergraph.subgraphs()];
  const found: [string, readonly string[]][] = [];
  for (const type of [...apiSchema.objectTypes(), ...apiSchema.interfaceTypes()]) {
    const key = findKey(type, subgraphs);
    if (key) found.push([type.name, key]);
  }
  return Object.fromEntries(found);
}
