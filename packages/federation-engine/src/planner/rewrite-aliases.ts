import { GraphQLError, Kind, visit, type DocumentNode, type FieldNode } from 'graphql';
import { standInPrefix } from './required-fields.js';

/** An operation whose aliases hide nothing that a plan fetches unasked. */
export interface RevealedOperation {
  /** For the planner. */
  readonly document: DocumentNode;
  /** Under which key fetches bring what the client's document has in this field. */
  dataKeyOf(field: FieldNode): string;
  /** The client's key for a key of fetched data. */
  clientKeyOf(dataKey: string): string;
}

/** How the planner itself names a field whose type clashes with another's. */
const plannersAlias = /__alias_\d+$/;

/** The shortest of `_a`, `_aa`, … that begins no name in the document. */
function unusedPrefix(document: DocumentNode): string {
  const names: string[] = [];
  visit(document, { Name: ({ value }) => void names.push(value) });
  let prefix = '_a';
  while (names.some((name) => name.startsWith(prefix))) prefix += 'a';
  return prefix;
}

const identityOf = ({ alias, name }: FieldNode) => `${alias?.value ?? name.value}:${name.value}`;

const keyOf = ({ alias, name }: FieldNode) => (alias ?? name).value;

/**
 * Renames aliases by which a client gives one field the name of another that subgraphs are told of: in
 * `{ parcel { weight: title } }` the title would be sent as the weight wherever a key or `@requires` has a `weight`,
 * for the planner takes fields under one response key for one.
 * @param joiningFields the names that keys and requirements have, see `listJoiningFields`
 */
export function revealJoiningFields(
  document: DocumentNode,
  joiningFields: ReadonlySet<string>,
): RevealedOperation {
  const isHiding = (alias: string) =>
    joiningFields.has(alias) ||
    alias === '__typename' ||
    alias.startsWith(standInPrefix) ||
    plannersAlias.test(alias);
  const dataKeys = new Map<string, string>();
  const clientKeys = new Map<string, string>();
  let prefix: string | undefined;
  const revealed: DocumentNode = visit(document, {
    Field(field) {
      const { alias, name } = field;
      if (!alias || alias.value === name.value || !isHiding(alias.value)) return undefined;
      const identity = identityOf(field);
      prefix ??= unusedPrefix(document);
      const dataKey = dataKeys.get(identity) ?? `${prefix}${dataKeys.size}`;
      dataKeys.set(identity, dataKey);
      clientKeys.set(dataKey, alias.value);
      return { ...field, alias: { kind: Kind.NAME, value: dataKey } };
    },
  });
  return {
    document: revealed,
    dataKeyOf: (field) => dataKeys.get(identityOf(field)) ?? keyOf(field),
    clientKeyOf: (dataKey) => clientKeys.get(dataKey) ?? dataKey,
  };
}

/** The error with the path that the client's own document leads to. */
export function restorePath(error: GraphQLError, { clientKeyOf }: RevealedOperation): GraphQLError {
  if (!error.path?.some((key) => typeof key === 'string' && clientKeyOf(key) !== key)) return error;
  const path = error.path.map((key) => (typeof key === 'string' ? clientKeyOf(key) : key));
  return new GraphQLError(error.message, {
    path,
    extensions: error.extensions,
    originalError: error.originalError,
  });
}
