import { Kind, parse, type ConstDirectiveNode, type DefinitionNode, type DocumentNode } from 'graphql';

const specification = 'https://specs.apollo.dev/inaccessible/';

const textArgument = ({ arguments: args }: ConstDirectiveNode, name: string): string | undefined => {
  const value = args?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
};

/** The directive that hides a field from clients, by the name that the supergraph calls it. */
export const hiddenDirective = (name: string): ConstDirectiveNode => ({
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: name },
});

function withLink(definition: DefinitionNode): DefinitionNode {
  if (definition.kind !== Kind.SCHEMA_DEFINITION) return definition;
  const [linked] = parse(
    `schema @link(url: "${specification}v0.2", for: SECURITY) { query: Query }`,
  ).definitions;
  const links = linked?.kind === Kind.SCHEMA_DEFINITION ? (linked.directives ?? []) : [];
  return { ...definition, directives: [...(definition.directives ?? []), ...links] };
}

/**
 * Makes sure that a supergraph knows `@inaccessible`.
 * @returns the supergraph, and the directive's name in it
 */
export function linkInaccessible(supergraph: DocumentNode): {
  readonly supergraph: DocumentNode;
  readonly directive: string;
} {
  for (const definition of supergraph.definitions)
    for (const link of definition.kind === Kind.SCHEMA_DEFINITION ? (definition.directives ?? []) : [])
      if (textArgument(link, 'url')?.startsWith(specification))
        return { supergraph, directive: textArgument(link, 'as') ?? 'inaccessible' };
  const directive = parse(
    `directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION`,
  );
  const definitions = [...supergraph.definitions.map(withLink), ...directive.definitions];
  return { supergraph: { ...supergraph, definitions }, directive: 'inaccessible' };
}
