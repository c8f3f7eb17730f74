import { empty, join, raw, sql, type Database, type Sql } from '@corridor/database';
import { conversionJoins, converted, type ConversionTarget } from './conversion.js';
import { scopeParts, scopeUmbrellas, type FinanceScope, type Scoped } from './finance-scope.js';

/** What sums can be divided by, as columns of the parts of money. */
export type Dimension =
  'year' | 'sectorId' | 'funder' | 'recipient' | 'status' | 'scope' | 'projectId' | 'organisationId';

export interface FinanceQuestion extends ConversionTarget {
  readonly measure: string;
  readonly groupBy: readonly Dimension[];
  readonly scope: FinanceScope;
  readonly includeUmbrellas: boolean;
}

/** A sum; dimensions that were not asked for are null. */
export interface FinanceSumRow {
  /** The scope's parent; `all` where there is none. */
  readonly parentId: string;
  readonly year: number | null;
  readonly sectorId: string | null;
  readonly funder: string | null;
  readonly recipient: string | null;
  readonly status: string | null;
  readonly scope: string | null;
  readonly projectId: string | null;
  readonly organisationId: string | null;
  readonly amount: string;
  readonly transactionCount: number;
  readonly unconverted: number;
  readonly excludedUmbrellas: number;
  readonly firstYear: number | null;
  readonly lastYear: number | null;
}

/** Each dimension as a column of a part of money, and of an umbrella project with the joins that takes. */
const dimensions: Readonly<
  Record<Dimension, { column: string; part: string; umbrella: string; join?: string }>
> = {
  year: { column: 'year', part: 'm.year', umbrella: 'null::integer' },
  sectorId: {
    column: 'sector_id',
    part: 'm.sector_id',
    umbrella: 'own_sector.sector_id',
    join: 'left join project_sector own_sector on own_sector.project_id = p.id',
  },
  funder: {
    column: 'funder',
    part: 'm.funder',
    umbrella: 'own_funder.country',
    join: 'left join lateral unnest(l.funders) own_funder(country) on true',
  },
  recipient: {
    column: 'recipient',
    part: 'm.recipient',
    umbrella: 'own_recipient.country',
    join: 'left join lateral unnest(l.recipients) own_recipient(country) on true',
  },
  status: { column: 'status', part: 'p.status', umbrella: 'p.status' },
  scope: { column: 'scope', part: 'p.scope', umbrella: 'p.scope' },
  projectId: { column: 'project_id', part: 'p.id', umbrella: 'p.id' },
  organisationId: { column: 'organisation_id', part: 'm.organisation_id', umbrella: 'null::text' },
};

const names = Object.keys(dimensions) as Dimension[];
const nullOf = (name: Dimension) => (name === 'year' ? 'null::integer' : 'null::text');

const columnsOf = (groupBy: readonly Dimension[], of: 'part' | 'umbrella'): Sql =>
  raw(
    names
      .map(
        (name) =>
          `${groupBy.includes(name) ? dimensions[name][of] : nullOf(name)} as ${dimensions[name].column}`,
      )
      .join(', '),
  );

const sums = (question: FinanceQuestion, scoped: Scoped): Sql => sql`
  part as (
    select ${scoped.parent} as parent_id, ${columnsOf(question.groupBy, 'part')}, m.transaction_id, m.year as of_year,
      ${converted('m', question)} as value
    from money_part m join project p on p.id = m.project_id ${scoped.joins} ${conversionJoins('m', question)}
    where m.type = ${question.measure} ${question.includeUmbrellas ? empty : raw('and not m.umbrella')} ${scoped.where}),
  summed as (
    select parent_id, ${columnNames}, coalesce(sum(value), 0) as exact,
      count(distinct transaction_id) filter (where value is not null) as transaction_count,
      count(distinct transaction_id) filter (where value is null) as unconverted,
      min(of_year) filter (where value is not null) as first_year,
      max(of_year) filter (where value is not null) as last_year
    from part group by parent_id, ${columnNames})`;

const columnNames = raw(names.map((name) => dimensions[name].column).join(', '));

/**
 * Each sum is rounded half-even. Where the rounded parts miss the rounded whole by some cents, as many parts as there are
 * such cents, those nearest to the next one, give way: the parts add up to the whole, whatever they are parts of.
 */
const rounded = sql`
  near as (
    select *, half_even(round(exact, 15)) as cents from summed),
  missed as (
    select *, 100 * (half_even(round(sum(exact) over parent, 15)) - sum(cents) over parent) as missing
    from near window parent as (partition by parent_id)),
  rounded as (
    select *, cents + case when row_number() over (
      partition by parent_id order by (exact - cents) * sign(missing) desc, ${columnNames}) <= abs(missing)
      then sign(missing) * 0.01 else 0 end as amount
    from missed)`;

const umbrellas = ({ groupBy, scope, includeUmbrellas }: FinanceQuestion): Sql => {
  const { parent, joins, where } = scopeUmbrellas(scope);
  const ownColumns = raw(groupBy.map((name) => dimensions[name].join ?? '').join(' '));
  return sql`
  umbrella as (
    select parent_id, ${columnNames}, count(distinct umbrella_id) as excluded from (
      select ${parent} as parent_id, ${columnsOf(groupBy, 'umbrella')}, p.id as umbrella_id
      from project p join project_listing l on l.project_id = p.id ${joins} ${ownColumns}
      where not p.recommended_for_aggregates ${includeUmbrellas ? raw('and false') : empty} ${where}) found
    group by parent_id, ${columnNames})`;
};

/** Whether a sum and a count of umbrellas are of the same parent and dimensions; umbrellas have no year. */
const sameGroup = raw(
  ['r.parent_id = u.parent_id']
    .concat(
      names
        .filter((name) => !['year', 'organisationId'].includes(name))
        .map((name) => `r.${dimensions[name].column} is not distinct from u.${dimensions[name].column}`),
    )
    .join(' and '),
);

/**
 * Sums money in one statement. Only counted transactions are summed; umbrellas are left out and counted beside the sums of
 * their dimensions whatever the year, in a row of their own where there is no such sum.
 * @returns rows by parent and year, larger amounts first; none for a parent without money or umbrella
 */
export async function listFinanceSums(
  database: Database,
  question: FinanceQuestion,
): Promise<FinanceSumRow[]> {
  const scoped = scopeParts(question.scope);
  return database.rows<FinanceSumRow>(sql`
    with ${join([sql`${scoped.tables} ${sums(question, scoped)}`, rounded, umbrellas(question)], ', ')}
    select r.parent_id, ${raw(names.map((name) => `r.${dimensions[name].column}`).join(', '))},
      trim_scale(r.amount) as amount, r.transaction_count, r.unconverted, coalesce(u.excluded, 0) as excluded_umbrellas,
      r.first_year, r.last_year
    from rounded r left join umbrella u on ${sameGroup}
    union all
    select u.parent_id, ${raw(names.map((name) => `u.${dimensions[name].column}`).join(', '))}, 0, 0, 0, u.excluded,
      null, null
    from umbrella u where not exists (select from rounded r where ${sameGroup})
    order by parent_id, year nulls last, amount desc, sector_id, funder, recipient, status, scope, project_id`);
}
