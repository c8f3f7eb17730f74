import { Kind, visit, type ConstDirectiveNode, type DocumentNode } from 'graphql';

/** Whether a directive is `@join__type(graph: …, key: …, resolvable: false)`: a key that its subgraph cannot look up. */
const isUnresolvableKey = ({ name, arguments: args }: ConstDirectiveNode) =>
  name.value === 'join__type' &&
  (args ?? []).some(
    (argument) =>
      argument.name.value === 'resolvable' && argument.value.kind === Kind.BOOLEAN && !argument.value.value,
  );

function resolvableFirst(directives: readonly ConstDirectiveNode[]): readonly ConstDirectiveNode[] {
  const last = directives.filter(isUnresolvableKey);
  return last.length === 0 ? directives : [...directives.filter((key) => !last.includes(key)), ...last];
}

/**
 * Puts the keys by which a subgraph can look an entity up before those by which it cannot. To come back to a subgraph
 * with what a field requires, the planner sends the first key that the subgraph has itself, resolvable or not; in
 * this order it takes one that will be understood.
 */
export function putResolvableKeysFirst(supergraph: DocumentNode): DocumentNode {
  const sort = <Node extends { readonly directives?: readonly ConstDirectiveNode[] | undefined }>(
    node: Node,
  ) => {
    const directives = resolvableFirst(node.directives ?? []);
    return directives === node.directives ? false : { ...node, directives };
  };
  return visit(supergraph, {
    ObjectTypeDefinition: (node) => sort(node),
    InterfaceTypeDefinition: (node) => sort(node),
  });
}
