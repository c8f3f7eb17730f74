import type { FetchDataRewrite, QueryPlanFieldNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { valueText } from '../json-text.js';
import { mergeInto } from '../execute/merge.js';
import { isObject, ownValue, setOwnValue, type JsonObject } from '../own-value.js';
import { compileRewrites, conditionOf } from './rewrites.js';
import type { IsOfType } from './type-conditions.js';

/**
 * The JSON text by which a subgraph knows an entity; undefined when the object lacks what that takes, or is none of
 * the types that are asked for.
 */
export type WriteRepresentation = (object: JsonObject) => string | undefined;

type Selections = readonly QueryPlanSelectionNode[];

const responseName = ({ alias, name }: QueryPlanFieldNode) => alias ?? name;

function selectFrom(value: unknown, selections: Selections, isOfType: IsOfType): unknown {
  if (Array.isArray(value)) return value.map((item) => selectFrom(item, selections, isOfType));
  return isObject(value) ? select(value, selections, isOfType) : null;
}

/** What the selections take of an object; null when a field is missing, which then could not be fetched before. */
function select(object: JsonObject, selections: Selections, isOfType: IsOfType): JsonObject | null {
  const selected: JsonObject = {};
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      const typename = object['__typename'];
      if (typeof typename !== 'string' || !selection.typeCondition) continue;
      if (isOfType(typename, selection.typeCondition))
        mergeInto(selected, select(object, selection.selections, isOfType));
      continue;
    }
    const value = ownValue(object, responseName(selection));
    if (value === undefined) return null;
    const taken = selection.selections ? selectFrom(value, selection.selections, isOfType) : value;
    setOwnValue(selected, responseName(selection), taken);
  }
  return selected;
}

function writeAnything(
  selections: Selections,
  rewrites: readonly FetchDataRewrite[] | undefined,
  isOfType: IsOfType,
): WriteRepresentation {
  const rewrite = compileRewrites(rewrites, isOfType);
  return (object) => {
    const representation = select(object, selections, isOfType);
    if (!representation?.['__typename']) return undefined;
    rewrite?.(representation);
    return JSON.stringify(representation);
  };
}

/** Writes one value of a key; undefined when the object does not have it. */
type WriteKey = (object: JsonObject) => string | undefined;

const writeField =
  (name: string): WriteKey =>
  (object) => {
    const value = ownValue(object, name);
    return value === undefined ? undefined : valueText(value);
  };

function joinKeys(names: readonly string[], writers: readonly WriteKey[]): WriteRepresentation {
  const labels = names.map((name, index) => `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`);
  return (object) => {
    let text = '';
    for (let index = 0; index < writers.length; index++) {
      const value = (writers[index] as WriteKey)(object);
      if (value === undefined) return undefined;
      text += (labels[index] as string) + value;
    }
    return `${text}}`;
  };
}

/** The name that rewriting gives objects of this type; undefined when a rewriting is of another kind. */
function readTypenameRewrites(
  rewrites: readonly FetchDataRewrite[],
  typename: string,
  isOfType: IsOfType,
): { readonly typename: string } | undefined {
  let result = typename;
  for (const rewrite of rewrites) {
    const condition = conditionOf(rewrite.path[0] ?? '');
    const isTypename = rewrite.path.length === 2 && rewrite.path[1] === '__typename';
    if (rewrite.kind !== 'ValueSetter' || !isTypename || condition === undefined) return undefined;
    if (isOfType(typename, condition)) result = String(rewrite.setValueTo);
  }
  return { typename: result };
}

/** A key of plain fields, as nearly all are, needs no object made and no JSON.stringify. */
function writePlainKey(
  typename: string,
  selections: Selections,
  rewrites: readonly FetchDataRewrite[],
  isOfType: IsOfType,
): WriteRepresentation | undefined {
  const applying = selections.filter(
    (selection) =>
      selection.kind === 'InlineFragment' &&
      selection.typeCondition !== undefined &&
      isOfType(typename, selection.typeCondition),
  );
  const [only] = applying;
  if (applying.length !== 1 || only?.kind !== 'InlineFragment') return undefined;
  if (selections.some(({ kind }) => kind === 'Field')) return undefined;
  const fields: string[] = [];
  for (const field of only.selections) {
    if (field.kind !== 'Field' || field.selections) return undefined;
    fields.push(responseName(field));
  }
  const named = readTypenameRewrites(rewrites, typename, isOfType);
  if (!named || !fields.includes('__typename') || new Set(fields).size < fields.length) return undefined;
  const nameText = JSON.stringify(named.typename);
  return joinKeys(
    fields,
    fields.map((field) => (field === '__typename' ? () => nameText : writeField(field))),
  );
}

/**
 * Compiles the key (and the `@requires` fields) that a fetch sends of each entity.
 * @param requires the planner's selection over the entities found
 * @param rewrites changes to what was selected: an interface object's name, a field back from its alias
 */
export function compileRepresentation(
  requires: Selections,
  rewrites: readonly FetchDataRewrite[] | undefined,
  isOfType: IsOfType,
): WriteRepresentation {
  const general = writeAnything(requires, rewrites, isOfType);
  const byType = new Map<unknown, WriteRepresentation>();
  return (object) => {
    const typename = object['__typename'];
    if (typeof typename !== 'string') return general(object);
    let write = byType.get(typename);
    if (!write) {
      write = writePlainKey(typename, requires, rewrites ?? [], isOfType) ?? general;
      if (byType.size < 1_000) byType.set(typename, write); // a subgraph may invent names without end
    }
    return write(object);
  };
}
