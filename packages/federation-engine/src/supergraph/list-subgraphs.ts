import { Kind, parse, type ConstDirectiveNode } from 'graphql';

const textArgument = (directive: ConstDirectiveNode, name: string): string | undefined => {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
};

/** The subgraphs that a supergraph was composed of: name to address, in its own order. */
export function listSubgraphs(supergraphSdl: string): ReadonlyMap<string, string> {
  const graphs = parse(supergraphSdl, { noLocation: true }).definitions.find(
    (definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph',
  );
  const subgraphs = new Map<string, string>();
  if (graphs?.kind !== Kind.ENUM_TYPE_DEFINITION) return subgraphs;
  for (const value of graphs.values ?? [])
    for (const directive of value.directives ?? []) {
      const name = directive.name.value === 'join__graph' && textArgument(directive, 'name');
      if (name) subgraphs.set(name, textArgument(directive, 'url') ?? '');
    }
  return subgraphs;
}
