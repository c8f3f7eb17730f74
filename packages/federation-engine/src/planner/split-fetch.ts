import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind, parse, print, visit, type DocumentNode, type FieldNode, type SelectionNode } from 'graphql';
import { printFieldKey, type RequiredFields, type Requirements } from './required-fields.js';

/** Fields of entities whose requirements fit into one representation: each place is filled by one stand-in. */
interface Batch {
  readonly places: Map<string, string>;
  readonly fields: Set<FieldNode>;
}

interface EntityField {
  readonly field: FieldNode;
  readonly requirements: Requirements;
}

const nothing: Requirements = new Map();

const findEntities = (document: DocumentNode): FieldNode | undefined => {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const [entities] = operation?.selectionSet.selections ?? [];
  return entities?.kind === Kind.FIELD ? entities : undefined;
};

/** The fields that a fetch asks of its entities themselves, with what each requires. */
function listEntityFields(
  selections: readonly SelectionNode[],
  typeName: string,
  requirementsOf: (typeName: string, fieldName: string) => Requirements | undefined,
): EntityField[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD)
      return [{ field: selection, requirements: requirementsOf(typeName, selection.name.value) ?? nothing }];
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    const condition = selection.typeCondition?.name.value ?? typeName;
    return listEntityFields(selection.selectionSet.selections, condition, requirementsOf);
  });
}

const fits = ({ places }: Batch, requirements: Requirements) =>
  [...requirements].every(([place, standIn]) => (places.get(place) ?? standIn) === standIn);

function batchFields(entityFields: readonly EntityField[]): Batch[] {
  const batches: Batch[] = [];
  for (const { field, requirements } of entityFields) {
    let batch = batches.find((candidate) => fits(candidate, requirements));
    if (!batch) batches.push((batch = { places: new Map(), fields: new Set() }));
    for (const [place, standIn] of requirements) batch.places.set(place, standIn);
    batch.fields.add(field);
  }
  return batches;
}

/** The selections with only a batch's fields; fragments left empty are left out. */
function keepFields(selections: readonly SelectionNode[], batch: Batch): SelectionNode[] {
  return selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return batch.fields.has(selection) ? [selection] : [];
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection];
    const kept = keepFields(selection.selectionSet.selections, batch);
    if (kept.length === 0) return [];
    return [{ ...selection, selectionSet: { ...selection.selectionSet, selections: kept } }];
  });
}

function listVariables(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void names.add(name.value),
  });
  return names;
}

/** The operation with a batch's fields and only the variables that these use. */
function keepOperation(document: DocumentNode, entities: FieldNode, batch: Batch) {
  const kept: DocumentNode = visit(document, {
    Field: (node) =>
      node === entities && node.selectionSet
        ? {
            ...node,
            selectionSet: {
              ...node.selectionSet,
              selections: keepFields(node.selectionSet.selections, batch),
            },
          }
        : false,
  });
  const variables = listVariables(kept);
  const operation = visit(kept, {
    VariableDefinition: ({ variable }) => (variables.has(variable.name.value) ? undefined : null),
  });
  return { operation: print(operation), variables };
}

/** What a representation holds, without the stand-ins that only other batches need. */
function keepRequires(
  selections: readonly QueryPlanSelectionNode[],
  isDropped: (name: string) => boolean,
): QueryPlanSelectionNode[] {
  return selections.flatMap((selection): QueryPlanSelectionNode[] => {
    if (selection.kind === 'Field' && isDropped(selection.name)) return [];
    if (!selection.selections) return [selection];
    const kept = keepRequires(selection.selections, isDropped);
    return kept.length === 0 ? [] : [{ ...selection, selections: kept }];
  });
}

/**
 * Splits a fetch of entities that would need one required field with different arguments: a representation has room
 * for one value under a name. Each part asks for the fields whose requirements go together.
 */
export function splitByRequirements(node: FetchNode, { requirements, fields }: RequiredFields): FetchNode[] {
  if (!node.requires) return [node];
  const document = parse(node.operation, { noLocation: true });
  const entities = findEntities(document);
  const selections = entities?.selectionSet?.selections;
  if (!entities || !selections) return [node];
  const batches = batchFields(
    listEntityFields(selections, '', (typeName, fieldName) =>
      requirements.get(printFieldKey(node.serviceName, typeName, fieldName)),
    ),
  );
  if (batches.length < 2) return [node];
  return batches.map((batch) => {
    const needed = new Set(batch.places.values());
    const { operation, variables } = keepOperation(document, entities, batch);
    return {
      ...node,
      operation,
      operationDocumentNode: undefined,
      variableUsages: node.variableUsages?.filter((name) => variables.has(name)),
      requires: keepRequires(node.requires ?? [], (name) => fields.has(name) && !needed.has(name)),
    };
  });
}
