import {
  isInterfaceType,
  isObjectType,
  type Directive,
  type NamedType,
  type Schema,
} from '@apollo/federation-internals';
import { parse, visit } from 'graphql';

/** The field sets by which subgraphs are told of each other's objects: keys, and what fields require. */
function* listFieldSets(type: NamedType): Generator<string> {
  const owners = isObjectType(type) || isInterfaceType(type) ? [type, ...type.fields()] : [];
  for (const owner of owners)
    for (const directive of owner.appliedDirectives as readonly Directive[]) {
      const { key, requires } = directive.arguments();
      if (directive.name === 'join__type' && typeof key === 'string') yield key;
      if (directive.name === 'join__field' && typeof requires === 'string') yield requires;
    }
}

/** The names of all fields that are part of some key or `@requires` of a supergraph: plans fetch them unasked. */
export function listJoiningFields(schema: Schema): readonly string[] {
  const names = new Set<string>();
  for (const type of schema.types())
    for (const fieldSet of listFieldSets(type))
      visit(parse(`{${fieldSet}}`, { noLocation: true }), {
        Field: ({ name }) => void names.add(name.value),
      });
  return [...names];
}
