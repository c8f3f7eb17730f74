import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  Kind,
  visit,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type InlineFragmentNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Operation } from './plan.js';

/** The variables that `@skip` and `@include` depend on, by name, with their values in one execution. */
export type Conditions = Readonly<Record<string, unknown>>;

/** The names of all variables that decide which fields an operation has. */
export function listConditions({ node: operation, fragments }: Operation): string[] {
  const names = new Set<string>();
  const seen = new Set<string>();
  const search = (part: Operation['node'] | FragmentDefinitionNode): void => {
    visit(part, {
      Directive({ name, arguments: given }) {
        if (name.value !== GraphQLSkipDirective.name && name.value !== GraphQLIncludeDirective.name) return;
        for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      },
      FragmentSpread({ name }) {
        const fragment = fragments[name.value];
        if (fragment === undefined || seen.has(name.value)) return;
        seen.add(name.value);
        search(fragment);
      },
    });
  };
  search(operation);
  return [...names];
}

const isIncluded = (selection: SelectionNode, conditions: Conditions) =>
  getDirectiveValues(GraphQLSkipDirective, selection, conditions)?.['if'] !== true &&
  getDirectiveValues(GraphQLIncludeDirective, selection, conditions)?.['if'] !== false;

function isAbout(
  { schema }: Operation,
  { typeCondition }: InlineFragmentNode | FragmentDefinitionNode,
  type: GraphQLObjectType,
): boolean {
  if (typeCondition === undefined) return true;
  const condition = schema.getType(typeCondition.name.value);
  return condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
}

/** The fields that selections ask of an object type, merged by response key, in order. */
export function collectFields(
  operation: Operation,
  conditions: Conditions,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD && spread.has(selection.name.value)) continue;
      if (!isIncluded(selection, conditions)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const merged = fields.get(key);
        if (merged === undefined) fields.set(key, [selection]);
        else merged.push(selection);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (isAbout(operation, selection, type)) collect(selection.selectionSet);
      } else {
        spread.add(selection.name.value);
        const fragment = operation.fragments[selection.name.value];
        if (fragment !== undefined && isAbout(operation, fragment, type)) collect(fragment.selectionSet);
      }
    }
  };
  selectionSets.forEach(collect);
  return fields;
}
