import type { AmountEstimate, Budget, FundingAction, ProjectTransaction } from './money.js';
import type { Organisation } from './organisation.js';
import type { Participation, ProjectRecipient } from './parties.js';
import type { ProjectLocation, ProjectPhase, ProjectSector } from './places-and-sectors.js';
import type { Project } from './project.js';
import type { ProjectSource } from './project-source.js';

/** A row as a data set writes it; the database adds when it was written. */
export type Written<Row> = Omit<Row, 'recordedAt' | 'updatedAt'>;

/** The rows that a data set's projects are made of. */
export interface ProjectRows {
  readonly organisations: readonly Written<Organisation>[];
  readonly projects: readonly Written<Project>[];
  readonly recipients: readonly ProjectRecipient[];
  readonly participations: readonly Participation[];
  readonly sectors: readonly ProjectSector[];
  readonly phases: readonly Written<ProjectPhase>[];
  readonly locations: readonly ProjectLocation[];
  readonly sources: readonly ProjectSource[];
  readonly budgets: readonly Written<Budget>[];
  readonly transactions: readonly Written<ProjectTransaction>[];
  readonly fundingActions: readonly Written<FundingAction>[];
  readonly estimates: readonly Written<AmountEstimate>[];
}

/** The rows of several projects together; their organisations are given apart, since projects share them. */
export function joinProjectRows(
  organisations: ProjectRows['organisations'],
  rows: readonly Omit<ProjectRows, 'organisations'>[],
): ProjectRows {
  const all = <Key extends keyof ProjectRows>(key: Exclude<Key, 'organisations'>) =>
    rows.flatMap((row) => row[key] as readonly unknown[]) as unknown as ProjectRows[Key];
  return {
    organisations,
    projects: all('projects'),
    recipients: all('recipients'),
    participations: all('participations'),
    sectors: all('sectors'),
    phases: all('phases'),
    locations: all('locations'),
    sources: all('sources'),
    budgets: all('budgets'),
    transactions: all('transactions'),
    fundingActions: all('fundingActions'),
    estimates: all('estimates'),
  };
}
