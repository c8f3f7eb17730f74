import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { Kind, parse, type FragmentDefinitionNode, type SelectionNode } from 'graphql';

/** Where a field is in an answer: its response keys joined by dots, without list positions and type conditions. */
export type ResponsePlace = string;

const below = (place: ResponsePlace, key: string) => (place ? `${place}.${key}` : key);

function addSelections(
  places: Set<ResponsePlace>,
  selections: readonly SelectionNode[],
  place: ResponsePlace,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const inner = below(place, (selection.alias ?? selection.name).value);
      places.add(inner);
      addSelections(places, selection.selectionSet?.selections ?? [], inner, fragments);
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    addSelections(places, fragment?.selectionSet.selections ?? [], place, fragments);
  }
}

function addFetch(
  places: Set<ResponsePlace>,
  { operation, requires }: FetchNode,
  place: ResponsePlace,
): void {
  const { definitions } = parse(operation, { noLocation: true });
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const fragmentByName = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  const root = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  for (const selection of root?.selectionSet.selections ?? []) {
    const isEntities = requires !== undefined && selection.kind === Kind.FIELD;
    const selections = isEntities ? (selection.selectionSet?.selections ?? []) : [selection];
    addSelections(places, selections, place, fragmentByName);
  }
}

/** A step of a plan's path such as `@` or `books|[Novel]`: the response key, empty for one into a list. */
const keyOfStep = (step: string | number) =>
  String(step)
    .replace(/\|\[.*$/, '')
    .replace(/^@$/, '');

function addNode(places: Set<ResponsePlace>, node: PlanNode | undefined, place: ResponsePlace): void {
  switch (node?.kind) {
    case 'Fetch':
      return addFetch(places, node, place);
    case 'Flatten':
      return addNode(places, node.node, node.path.map(keyOfStep).filter(Boolean).reduce(below, place));
    case 'Condition':
      addNode(places, node.ifClause, place);
      return addNode(places, node.elseClause, place);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.forEach((child) => addNode(places, child, place));
    case 'Defer':
      addNode(places, node.primary.node, place);
      return node.deferred.forEach((part) => addNode(places, part.node, place));
  }
}

/** Every place of the answer that some fetch of the plan fills. */
export function listPlannedPlaces({ node }: QueryPlan): ReadonlySet<ResponsePlace> {
  const places = new Set<ResponsePlace>();
  if (node?.kind === 'Subscription') {
    addNode(places, node.primary, '');
    addNode(places, node.rest, '');
  } else addNode(places, node, '');
  return places;
}
