import type { QueryPlan } from '@apollo/query-planner';
import { Kind, visit } from 'graphql';
import type { DocumentNode } from 'graphql';
import { hash } from './hash.js';
import type { CaseResult, PlannedOperation } from './run-case.js';

/** What a run has seen, as plain JSON, so that several processes can add up theirs. */
export interface TallyReport {
  readonly cases: number;
  readonly plans: readonly number[];
  /** How often each feature, fault and known difference was met. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Counts what the generated cases have in them: a suite that never meets a feature says nothing about it. */
export class Tally {
  private cases = 0;
  private readonly plans = new Set<number>();
  private readonly counts = new Map<string, number>();

  addOperation({ supergraph, document, plan }: PlannedOperation): void {
    this.plans.add(planHash(plan));
    this.add(`supergraph ${supergraph.name}`);
    for (const feature of new Set([...documentFeatures(document), ...planFeatures(plan)])) this.add(feature);
  }

  addUnplanned(): void {
    this.add('operation that the planner gives up');
  }

  addCase({ services, stock, ours, tolerated }: CaseResult): void {
    this.cases += 1;
    for (const fault of services.faultsDone) this.add(`fault: ${fault}`);
    if (services.faultsDone.size === 0) this.add('case without a fault');
    if (stock.thrown) this.add('case: stock throws');
    else if (stock.data === undefined) this.add('case: stock gives up');
    if (stock.completionErrors.length > 0) this.add('case with completion errors');
    if (ours.errors.length > 0) this.add('case with errors');
    if (ours.data === null) this.add('case without data');
    for (const name of new Set(tolerated)) this.add(`known difference: ${name}`);
  }

  report(): TallyReport {
    return { cases: this.cases, plans: [...this.plans], counts: Object.fromEntries([...this.counts].sort()) };
  }

  private add(name: string): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }
}

/** A plan's number, without the literal values in its operations. */
function planHash(plan: QueryPlan): number {
  const text = JSON.stringify(plan, (key, value: unknown) =>
    key === 'operation' && typeof value === 'string'
      ? value.replace(/"(?:[^"\\]|\\.)*"/g, '""').replace(/([:[,])-?\d[\d.e+-]*/g, '$10')
      : value,
  );
  return hash(text);
}

function documentFeatures(document: DocumentNode): Set<string> {
  const features = new Set<string>();
  const see = (name: string) => void features.add(`operation with ${name}`);
  visit(document, {
    OperationDefinition: ({ operation }) => see(String(operation) === 'mutation' ? 'mutations' : 'queries'),
    FragmentSpread: () => see('named fragments'),
    InlineFragment: ({ typeCondition }) =>
      see(typeCondition ? 'inline fragments' : 'inline fragments of no type'),
    VariableDefinition: ({ defaultValue }) => see(defaultValue ? 'defaults of variables' : 'variables'),
    Directive: ({ name, arguments: args }) =>
      see(`@${name.value} by ${args?.[0]?.value.kind === Kind.VARIABLE ? 'variables' : 'literals'}`),
    Field: ({ name, alias, arguments: args }) => {
      if (alias) see('aliases');
      if (alias && Object.hasOwn(Object.prototype, alias.value)) see('aliases of inherited names');
      if (name.value === '__typename') see(alias ? 'aliased __typename' : '__typename');
      if (name.value === '__schema' || name.value === '__type') see('introspection');
      if ((args ?? []).length > 0) see('arguments');
    },
  });
  return features;
}

function planFeatures(plan: QueryPlan): Set<string> {
  const features = new Set<string>();
  let fetches = 0;
  JSON.stringify(plan, (key, value: unknown) => {
    if (key === 'kind' && value === 'Fetch') fetches += 1;
    if (key === 'kind' && ['Condition', 'Parallel', 'Sequence'].includes(String(value))) {
      features.add(`plan with ${String(value)}`);
    }
    if ((key === 'inputRewrites' || key === 'outputRewrites') && value !== undefined)
      features.add(`plan with ${key}`);
    if (key === 'requires' && value !== undefined) features.add('plan with entities');
    if (key === 'path' && Array.isArray(value)) {
      const lists = value.filter((part) => part === '@').length;
      if (lists > 1) features.add(`plan with entities ${lists} lists deep`);
    }
    return value;
  });
  features.add(`plan with ${fetches > 9 ? '10 or more' : fetches} fetches`);
  return features;
}
