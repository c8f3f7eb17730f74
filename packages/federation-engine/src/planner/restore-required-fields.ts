import type {
  FetchDataKeyRenamer,
  FetchNode,
  PlanNode,
  QueryPlan,
  QueryPlanSelectionNode,
  SubscriptionNode,
} from '@apollo/query-planner';
import { Kind, parse, print, visit, type DocumentNode } from 'graphql';
import { standInPrefix, type RequiredFields } from './required-fields.js';
import { splitByRequirements } from './split-fetch.js';

/** Each stand-in becomes an alias of the field that it stands in for. */
function restoreDocument(document: DocumentNode, { fields }: RequiredFields): DocumentNode {
  return visit(document, {
    Field(node) {
      const required = fields.get(node.name.value);
      if (!required) return undefined;
      const alias = node.alias ?? node.name;
      return { ...node, alias, name: { kind: Kind.NAME, value: required.fieldName } };
    },
  });
}

/** In a representation the subgraph looks for what it required under the field's own name. */
function listRenamers(
  selections: readonly QueryPlanSelectionNode[],
  required: RequiredFields,
  path: readonly string[] = [],
): FetchDataKeyRenamer[] {
  return selections.flatMap((selection) => {
    const within = (step: readonly string[]) =>
      listRenamers(selection.selections ?? [], required, [...path, ...step]);
    if (selection.kind === 'InlineFragment')
      return within(selection.typeCondition ? [`... on ${selection.typeCondition}`] : []);
    const inner = within([selection.name]);
    const field = required.fields.get(selection.name);
    if (!field) return inner;
    // Inside first: once renamed, the way to it has changed.
    return [
      ...inner,
      { kind: 'KeyRenamer' as const, path: [...path, selection.name], renameKeyTo: field.fieldName },
    ];
  });
}

function restoreFetch(node: FetchNode, required: RequiredFields): FetchNode {
  const renamers = listRenamers(node.requires ?? [], required);
  const isTouched = renamers.length > 0 || node.operation.includes(standInPrefix);
  if (!isTouched) return node;
  return {
    ...node,
    operation: print(restoreDocument(parse(node.operation, { noLocation: true }), required)),
    operationDocumentNode: undefined,
    ...(renamers.length > 0 && { inputRewrites: [...renamers, ...(node.inputRewrites ?? [])] }),
  };
}

/** The fetch, or several when it would need one field with different arguments. */
function restoreFetches(node: FetchNode, required: RequiredFields): FetchNode[] {
  return splitByRequirements(node, required).map((fetch) => restoreFetch(fetch, required));
}

const inParallel = (nodes: PlanNode[]): PlanNode =>
  nodes.length === 1 ? (nodes[0] as PlanNode) : { kind: 'Parallel', nodes };

function restoreNode(node: PlanNode, required: RequiredFields): PlanNode {
  const restore = (child: PlanNode) => restoreNode(child, required);
  switch (node.kind) {
    case 'Fetch':
      return inParallel(restoreFetches(node, required));
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map(restore) };
    case 'Flatten':
      return { ...node, node: restore(node.node) };
    case 'Condition':
      return {
        ...node,
        ...(node.ifClause && { ifClause: restore(node.ifClause) }),
        ...(node.elseClause && { elseClause: restore(node.elseClause) }),
      };
    case 'Defer':
      return {
        ...node,
        primary: { ...node.primary, ...(node.primary.node && { node: restore(node.primary.node) }) },
        deferred: node.deferred.map((part) => ({ ...part, ...(part.node && { node: restore(part.node) }) })),
      };
  }
}

function restoreRoot(node: PlanNode | SubscriptionNode, required: RequiredFields) {
  if (node.kind !== 'Subscription') return restoreNode(node, required);
  return {
    ...node,
    primary: restoreFetch(node.primary, required),
    ...(node.rest && { rest: restoreNode(node.rest, required) }),
  };
}

/** Turns a plan for a supergraph with stand-ins into one whose fetches the subgraphs understand. */
export function restoreRequiredFields(plan: QueryPlan, required: RequiredFields): QueryPlan {
  if (!plan.node || required.fields.size === 0) return plan;
  return { ...plan, node: restoreRoot(plan.node, required) };
}
