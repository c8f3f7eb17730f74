import type { CitationColumn } from '@corridor/facts';
import { Check, Column, Entity, Index, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import { flowTypeWords, scopeWords, statusWords } from './words.js';

export interface ObjectiveColumn {
  readonly text: string;
  readonly theme: string;
  readonly assets: readonly string[];
}

/** An undertaking; its money, parties and places are in tables of their own. */
@Entity()
@Check('project_scope_check', `scope in ${scopeWords}`)
@Check('project_status_check', `status in ${statusWords}`)
@Check('project_flow_type_check', `flow_type in ${flowTypeWords}`)
@Index('project_iati_identifier', ['iatiIdentifier'])
@Index('project_acronym', { synchronize: false })
@Index('project_part_of', ['partOfId'])
@Index('project_scope', ['scope'])
@Index('project_status', ['status'])
@Index('project_search_text', { synchronize: false })
export class Project {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text', nullable: true }) iatiIdentifier: string | null;
  @Column({ type: 'text', nullable: true }) acronym: string | null;
  @Column({ type: 'text' }) title: string;
  /** Titles in other languages by language tag. */
  @Column({ type: 'jsonb' }) titles: Readonly<Record<string, string>>;
  @Column({ type: 'text', nullable: true }) description: string | null;
  @Column({ type: 'text' }) scope: string;
  @Column({ type: 'text' }) status: string;
  @Column({ type: 'boolean' }) flagship: boolean;
  @Column({ type: 'text', nullable: true }) partOfId: string | null;
  @Column({ type: 'boolean' }) recommendedForAggregates: boolean;
  @Column({ type: 'jsonb' }) objectives: readonly ObjectiveColumn[];
  @Column({ type: 'text', nullable: true }) plannedStart: string | null;
  @Column({ type: 'text', nullable: true }) actualStart: string | null;
  @Column({ type: 'text', nullable: true }) plannedEnd: string | null;
  @Column({ type: 'text', nullable: true }) actualEnd: string | null;
  @Column({ type: 'text', nullable: true }) flowType: string | null;
  /** Codes of IATI's lists AidType and FinanceType. */
  @Column({ type: 'text', nullable: true }) aidType: string | null;
  @Column({ type: 'text', nullable: true }) financeType: string | null;
  /** The first day it can have begun and the last it can end, actual dates before planned ones. */
  @Column({ type: 'date', nullable: true }) startsOn: string | null;
  @Column({ type: 'date', nullable: true }) endsOn: string | null;
  @Column({ type: 'jsonb' }) citations: readonly CitationColumn[];
  /** Title, acronym, description and identifiers as they are compared with a search. */
  @Column({ type: 'text', select: false }) searchText: string;
  @Column({ type: 'text' }) titleKey: string;
  @Column({ type: 'text', select: false }) dataSet: string;
  @UpdateDateColumn({ type: 'timestamptz' }) updatedAt: string;
}
