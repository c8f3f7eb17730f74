import type { Operation, OperationElement, Schema, SelectionSet } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import { listPlannedPlaces, type ResponsePlace } from './planned-places.js';

/** The names of interfaces that no object type of the supergraph implements. */
export const findEmptyInterfaces = (schema: Schema): ReadonlySet<string> =>
  new Set(
    schema
      .interfaceTypes()
      .filter((type) => type.possibleRuntimeTypes().length === 0)
      .map(({ name }) => name),
  );

const isNeverIncluded = ({ appliedDirectives }: OperationElement) =>
  appliedDirectives.some(
    (directive) => directive.arguments()['if'] === (directive.name === 'skip') && directive.name !== 'defer',
  );

function* listFieldsOf(
  types: ReadonlySet<string>,
  selectionSet: SelectionSet,
  place: ResponsePlace,
): Generator<ResponsePlace> {
  for (const { element, selectionSet: inner } of selectionSet.selections()) {
    if (isNeverIncluded(element)) continue;
    if (element.kind === 'FragmentElement') {
      if (inner) yield* listFieldsOf(types, inner, place);
      continue;
    }
    const fieldPlace = place ? `${place}.${element.responseName()}` : element.responseName();
    if (types.has(element.parentType.name) && element.name !== '__typename') yield fieldPlace;
    if (inner) yield* listFieldsOf(types, inner, fieldPlace);
  }
}

/**
 * Looks for a field of an interface without object types that the plan leaves out. The planner unfolds such a field
 * into the interface's types, finds none, and drops it without a word, with the fields around it when nothing else
 * is asked of them; the answer would be a null that nobody gave.
 * @returns where in the answer the field would be; undefined when there is none
 */
export function findUnplannedField(
  { selectionSet }: Operation,
  plan: QueryPlan,
  emptyInterfaces: ReadonlySet<string>,
): ResponsePlace | undefined {
  if (emptyInterfaces.size === 0) return undefined;
  const wanted = [...listFieldsOf(emptyInterfaces, selectionSet, '')];
  if (wanted.length === 0) return undefined;
  const planned = listPlannedPlaces(plan);
  return wanted.find((place) => !planned.has(place));
}
