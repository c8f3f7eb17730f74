import { empty, raw, sql, type Database, type Sql } from '@corridor/database';
import type { AmountEstimate, Budget, FundingAction } from '../entities/money.js';
import type { Participation, ProjectRecipient } from '../entities/parties.js';
import type { ProjectLocation, ProjectPhase, ProjectSector } from '../entities/places-and-sectors.js';
import type { ProjectSource } from '../entities/project-source.js';

/**
 * The short lists that belong to a project, each with its table and order, and whether those of the records that are merged
 * into it belong to it too. Who takes part and how money is divided is what the project's own record says.
 */
const parts = {
  recipients: { table: 'project_recipient', order: 'percentage desc nulls last, country', merged: false },
  participations: { table: 'participation', order: 'position, role', merged: false },
  sectors: { table: 'project_sector', order: 'percentage desc nulls last, sector_id', merged: false },
  phases: { table: 'project_phase', order: 'valid_from nulls last, id', merged: false },
  locations: { table: 'project_location', order: 'position', merged: true },
  sources: { table: 'project_source', order: 'counted desc, source_id, identifier', merged: true },
  budgets: { table: 'budget', order: 'period_start, position', merged: true },
  fundingActions: { table: 'funding_action', order: 'date_on, id', merged: false },
  estimates: { table: 'amount_estimate', order: 'valid_from desc nulls last, position', merged: false },
} as const;

const owner = sql`coalesce(merged.into_id, part.project_id)`;

/** What is read of a list beyond its columns. */
const selections: { readonly [Name in keyof typeof parts]?: Sql } = {
  // a merged record's figures count where the project's own record has none of their type
  sources: sql`part.project_id, part.source_id, part.identifier, part.title, part.status, part.amount, part.currency,
    part.year, part.publisher_values, part.data_set, merged.rule as merged_by,
    (select record.last_seen from project_record record where record.project_id = part.project_id),
    part.counted and (merged.project_id is null or exists (
      select from project_transaction own join money_part m on m.transaction_id = own.id
      where own.project_id = part.project_id)) as counted`,
};

/** What a source says, with how its record came to be the project's. */
export interface ProjectSourceRow extends ProjectSource {
  readonly mergedBy: string | null;
  readonly lastSeen: string | null;
}

/** The rows of those lists. */
export interface ProjectPartRows {
  readonly recipients: ProjectRecipient;
  readonly participations: Participation;
  readonly sectors: ProjectSector;
  readonly phases: ProjectPhase;
  readonly locations: ProjectLocation;
  readonly sources: ProjectSourceRow;
  readonly budgets: Budget;
  readonly fundingActions: FundingAction;
  readonly estimates: AmountEstimate;
}

/** One of the lists for several projects, in one statement. */
export const listProjectParts = <Name extends keyof ProjectPartRows>(
  database: Database,
  name: Name,
  projectIds: readonly string[],
) =>
  database.rows<ProjectPartRows[Name] & { readonly ownerId: string }>(sql`
    select ${selections[name] ?? raw('part.*')}, ${owner} as owner_id
    from ${raw(parts[name].table)} part left join project_merge merged on merged.project_id = part.project_id
    where part.project_id in (select unnest(${projectIds}::text[])
      ${parts[name].merged ? sql`union all select project_id from project_merge where into_id = any(${projectIds})` : empty})
    order by owner_id, merged.project_id nulls first, ${raw(parts[name].order)}`);

/** The funding actions of the projects that one of a pair of countries pays for and the other receives. */
export const listFundingActionsOfPairs = (database: Database, pairs: readonly string[]) =>
  database.rows<FundingAction & { readonly parentId: string }>(sql`
    select parent.id as parent_id, action.* from unnest(${pairs}::text[]) parent(id)
    join project_listing l on l.funders @> array[split_part(parent.id, '-', 1)]
        and l.recipients @> array[split_part(parent.id, '-', 2)]
      or l.funders @> array[split_part(parent.id, '-', 2)] and l.recipients @> array[split_part(parent.id, '-', 1)]
    join funding_action action on action.project_id = l.project_id
    order by parent.id, action.date_on, action.id`);
