import { raw, sql, type Database } from '@corridor/database';
import type { AmountEstimate, Budget, FundingAction } from '../entities/money.js';
import type { Participation, ProjectRecipient } from '../entities/parties.js';
import type { ProjectLocation, ProjectPhase, ProjectSector } from '../entities/places-and-sectors.js';
import type { ProjectSource } from '../entities/project-source.js';

/** The short lists that belong to a project, each with its table and order. */
const parts = {
  recipients: { table: 'project_recipient', order: 'percentage desc nulls last, country' },
  participations: { table: 'participation', order: 'position, role' },
  sectors: { table: 'project_sector', order: 'percentage desc nulls last, sector_id' },
  phases: { table: 'project_phase', order: 'valid_from nulls last, id' },
  locations: { table: 'project_location', order: 'position' },
  sources: { table: 'project_source', order: 'counted desc, source_id, identifier' },
  budgets: { table: 'budget', order: 'period_start, position' },
  fundingActions: { table: 'funding_action', order: 'date_on, id' },
  estimates: { table: 'amount_estimate', order: 'valid_from desc nulls last, position' },
} as const;

/** The rows of those lists. */
export interface ProjectPartRows {
  readonly recipients: ProjectRecipient;
  readonly participations: Participation;
  readonly sectors: ProjectSector;
  readonly phases: ProjectPhase;
  readonly locations: ProjectLocation;
  readonly sources: ProjectSource;
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
  database.rows<ProjectPartRows[Name] & { readonly projectId: string }>(sql`
    select * from ${raw(parts[name].table)} where project_id = any(${projectIds})
    order by project_id, ${raw(parts[name].order)}`);

/** The funding actions of the projects that one of a pair of countries pays for and the other receives. */
export const listFundingActionsOfPairs = (database: Database, pairs: readonly string[]) =>
  database.rows<FundingAction & { readonly parentId: string }>(sql`
    select parent.id as parent_id, action.* from unnest(${pairs}::text[]) parent(id)
    join project_listing l on l.funders @> array[split_part(parent.id, '-', 1)]
        and l.recipients @> array[split_part(parent.id, '-', 2)]
      or l.funders @> array[split_part(parent.id, '-', 2)] and l.recipients @> array[split_part(parent.id, '-', 1)]
    join funding_action action on action.project_id = l.project_id
    order by parent.id, action.date_on, action.id`);
