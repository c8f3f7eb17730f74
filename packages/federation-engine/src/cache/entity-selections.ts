import {
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';
import type { SupergraphFacts } from '../planner/planner.js';
import { tagCollector, type TagCollector } from './collect-tags.js';
import { EntityKeys, type EntityKey } from './entity-keys.js';
import { compileTagTree } from './tag-tree.js';

export interface EntitySelections {
  /** For the planner: the document with the keys of every entity it may bring. */
  readonly document: DocumentNode;
  readonly collectTags: TagCollector;
}

/**
 * Makes an operation ask for the keys of the entities in its answer, so that the answer can be dropped when one of them
 * changes. The keys come under names that no field of the document has, `_k3_0` for the first key field of a type. Each
 * type has its own, so that a name also tells the type of an object in a union or interface, and so that key fields of
 * different types never stand in each other's way. The client's own document says what goes into the answer: not these.
 * @param document valid against the schema
 * @param schema the API schema
 */
export function addEntityKeys(
  document: DocumentNode,
  operationName: string | undefined,
  schema: GraphQLSchema,
  { entityKeys }: Pick<SupergraphFacts, 'entityKeys'>,
): EntitySelections {
  const keys = new EntityKeys(schema, entityKeys, unusedPrefix(document));
  const typeInfo = new TypeInfo(schema);
  const extended = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: {
        leave(field) {
          const type = getNamedType(typeInfo.getType());
          if (!field.selectionSet || !type || !isCompositeType(type)) return undefined;
          const added = keySelections(type, keys);
          if (added.length === 0) return undefined;
          const selections = [...field.selectionSet.selections, ...added];
          return { ...field, selectionSet: { ...field.selectionSet, selections } };
        },
      },
    }),
  );
  return {
    document: extended,
    collectTags: tagCollector(compileTagTree(document, operationName, schema, keys)),
  };
}

/** The shortest of `_k`, `_kk`, … that begins the name of no field or alias. */
function unusedPrefix(document: DocumentNode): string {
  const names: string[] = [];
  visit(document, { Field: (field) => void names.push((field.alias ?? field.name).value) });
  let prefix = '_k';
  while (names.some((name) => name.startsWith(prefix))) prefix += 'k';
  return prefix;
}

function keySelections(type: GraphQLCompositeType, keys: EntityKeys): readonly SelectionNode[] {
  if (isObjectType(type)) return keys.askedAt(type).flatMap(keyFields);
  return keys.askedAt(type).map((key) => ({
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: key.typeName } },
    selectionSet: { kind: Kind.SELECTION_SET, selections: keyFields(key) },
  }));
}

function keyFields({ fields, responseNames }: EntityKey): SelectionNode[] {
  return fields.map((field, index) => ({
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: responseNames[index] ?? field },
    name: { kind: Kind.NAME, value: field },
  }));
}
