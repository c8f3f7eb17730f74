import {
  getNamedType,
  getOperationAST,
  isCompositeType,
  isUnionType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { EntityKey, EntityKeys } from './entity-keys.js';
import { unknownKeyTag } from './entity-tags.js';

/** Where in an answer keys are to be found. */
export interface TagNode {
  readonly keys: readonly EntityKey[];
  /** Whether every object here must have one of the keys. */
  readonly isAlwaysKeyed: boolean;
  /** By the name in the answer; only what has keys in it or below it. */
  readonly children: readonly (readonly [string, TagNode])[];
}

export interface TagTree {
  readonly root: TagNode;
  /** Every answer to the operation has these. */
  readonly always: readonly string[];
  /** The types whose keys are asked for. */
  readonly keyedTypes: readonly string[];
}

interface Draft {
  readonly keys: Map<string, EntityKey>;
  isAlwaysKeyed: boolean;
  readonly children: Map<string, Draft>;
  readonly spread: Set<string>;
}

const newDraft = (): Draft => ({
  keys: new Map(),
  isAlwaysKeyed: true,
  children: new Map(),
  spread: new Set(),
});

/**
 * What a place in the answer can hold, whatever type it comes under: fields of one name in fragments on different types
 * are one place with the keys of both, since a key's name tells its type.
 */
export function compileTagTree(
  document: DocumentNode,
  operationName: string | undefined,
  schema: GraphQLSchema,
  keys: EntityKeys,
): TagTree {
  const operation = getOperationAST(document, operationName);
  const rootType = operation && schema.getRootType(operation.operation);
  const root = newDraft();
  const compiler = new Compiler(document, keys);
  if (rootType) compiler.addSelections(operation.selectionSet, rootType, root);
  return {
    root: finish(root) ?? { keys: [], isAlwaysKeyed: false, children: [] },
    always: [...compiler.always],
    keyedTypes: [...compiler.keyedTypes],
  };
}

class Compiler {
  readonly always = new Set<string>();
  readonly keyedTypes = new Set<string>();
  readonly #fragments = new Map<string, FragmentDefinitionNode>();

  constructor(
    document: DocumentNode,
    private readonly keys: EntityKeys,
  ) {
    for (const definition of document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        this.#fragments.set(definition.name.value, definition);
  }

  addSelections({ selections }: SelectionSetNode, parent: GraphQLCompositeType, draft: Draft): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) this.#addField(selection, parent, draft);
      else if (selection.kind === Kind.INLINE_FRAGMENT)
        this.#addFragment(selection.typeCondition?.name.value, selection.selectionSet, parent, draft);
      else if (!draft.spread.has(selection.name.value)) {
        draft.spread.add(selection.name.value);
        const fragment = this.#fragments.get(selection.name.value);
        if (fragment)
          this.#addFragment(fragment.typeCondition.name.value, fragment.selectionSet, parent, draft);
      }
    }
  }

  #addFragment(
    condition: string | undefined,
    selectionSet: SelectionSetNode,
    parent: GraphQLCompositeType,
    draft: Draft,
  ): void {
    const type = condition === undefined ? parent : this.keys.schema.getType(condition);
    if (isCompositeType(type)) this.addSelections(selectionSet, type, draft);
  }

  #addField(field: FieldNode, parent: GraphQLCompositeType, draft: Draft): void {
    if (!field.selectionSet || isUnionType(parent)) return;
    const fields = parent.getFields();
    const name = field.name.value;
    const type = Object.hasOwn(fields, name) ? getNamedType(fields[name]?.type) : undefined;
    if (!isCompositeType(type)) return;
    const responseName = (field.alias ?? field.name).value;
    let child = draft.children.get(responseName);
    if (child === undefined) draft.children.set(responseName, (child = newDraft()));
    this.#note(type, child);
    this.addSelections(field.selectionSet, type, child);
  }

  #note(type: GraphQLCompositeType, draft: Draft): void {
    const keys = this.keys.askedAt(type);
    for (const key of keys) {
      draft.keys.set(key.typeName, key);
      this.keyedTypes.add(key.typeName);
    }
    for (const { name } of this.keys.possibleTypes(type)) {
      this.always.add(name);
      if (keys.some(({ typeName }) => typeName === name)) continue;
      this.always.add(unknownKeyTag(name));
      draft.isAlwaysKeyed = false;
    }
  }
}

function finish(draft: Draft): TagNode | undefined {
  const children: (readonly [string, TagNode])[] = [];
  for (const [name, child] of draft.children) {
    const node = finish(child);
    if (node !== undefined) children.push([name, node]);
  }
  if (children.length === 0 && draft.keys.size === 0) return undefined;
  return { keys: [...draft.keys.values()], isAlwaysKeyed: draft.isAlwaysKeyed, children };
}
