import { empty, sql, type Sql } from '@corridor/database';
import { memberProjects } from './members.js';
import { matching, type ProjectConditions } from './project-filter.js';

/** Whose money: all of the projects that match, or per parent a country on one side, a pair of countries, a project. */
export type FinanceScope =
  | { readonly kind: 'matching'; readonly conditions: ProjectConditions }
  | { readonly kind: 'side'; readonly side: 'RECIPIENT' | 'FUNDER'; readonly parents: readonly string[] }
  | { readonly kind: 'pair'; readonly parents: readonly string[] }
  | { readonly kind: 'project'; readonly parents: readonly string[] };

/** Where parts of money or umbrellas are taken from, and what their parent is. */
export interface Scoped {
  /** Table expressions to stand first. */
  readonly tables: Sql;
  readonly parent: Sql;
  readonly joins: Sql;
  readonly where: Sql;
}

const pairOf = (left: Sql, right: Sql): Sql => sql`
  (${left} = split_part(parent.id, '-', 1) and ${right} = split_part(parent.id, '-', 2)
    or ${left} = split_part(parent.id, '-', 2) and ${right} = split_part(parent.id, '-', 1))`;

/** The parts of money in a scope, `m` with its project `p`. */
export function scopeParts(scope: FinanceScope): Scoped {
  const none = { tables: empty, joins: empty, where: empty };
  if (scope.kind === 'matching')
    return { ...none, parent: sql`'all'`, where: sql`and m.project_id in (${matching(scope.conditions)})` };
  if (scope.kind === 'pair') {
    const parents = sql`join unnest(${scope.parents}::text[]) parent(id)`;
    return {
      ...none,
      parent: sql`parent.id`,
      joins: sql`${parents} on ${pairOf(sql`m.funder`, sql`m.recipient`)}`,
    };
  }
  if (scope.kind === 'project')
    return {
      ...none,
      tables: sql`${memberProjects(sql`select unnest(${scope.parents}::text[]) as id`)},`,
      parent: sql`member.root`,
      joins: sql`join member on member.id = m.project_id`,
    };
  const column = scope.side === 'RECIPIENT' ? sql`m.recipient` : sql`m.funder`;
  return { ...none, parent: column, where: sql`and ${column} = any(${scope.parents})` };
}

/** The umbrella projects in a scope, `p` with its listing `l`. */
export function scopeUmbrellas(scope: FinanceScope): Omit<Scoped, 'tables'> {
  const none = { joins: empty, where: empty };
  if (scope.kind === 'matching')
    return { ...none, parent: sql`'all'`, where: sql`and p.id in (${matching(scope.conditions)})` };
  if (scope.kind === 'project')
    return { ...none, parent: sql`member.root`, joins: sql`join member on member.id = p.id` };
  const parents = sql`join unnest(${scope.parents}::text[]) parent(id)`;
  if (scope.kind === 'pair') return { ...none, parent: sql`parent.id`, joins: sql`${parents} on false` };
  const countries = scope.side === 'RECIPIENT' ? sql`l.recipients` : sql`l.funders`;
  return { ...none, parent: sql`parent.id`, joins: sql`${parents} on ${countries} @> array[parent.id]` };
}
