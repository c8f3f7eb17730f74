import { FactColumns, standingCheck } from '@corridor/facts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { actionWords, transactionWords } from './words.js';

/** Money set aside for a period. */
@Entity()
@Check('budget_standing_check', standingCheck)
export class Budget extends FactColumns {
  @PrimaryColumn({ type: 'text' }) projectId: string;
  @PrimaryColumn({ type: 'integer' }) position: number;
  @Column({ type: 'numeric' }) amount: string;
  @Column({ type: 'text' }) currency: string;
  @Column({ type: 'date' }) periodStart: string;
  @Column({ type: 'date' }) periodEnd: string;
  @Column({ type: 'boolean' }) revised: boolean;
}

/** Money that moved or was firmly promised. */
@Entity()
@Check('project_transaction_type_check', `type in ${transactionWords}`)
@Check('project_transaction_standing_check', standingCheck)
@Index('project_transaction_page', ['projectId', 'date', 'id'])
export class ProjectTransaction extends FactColumns {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text' }) projectId: string;
  @Column({ type: 'text' }) type: string;
  @Column({ type: 'numeric' }) amount: string;
  @Column({ type: 'text' }) currency: string;
  @Column({ type: 'date' }) date: string;
  @Column({ type: 'text', nullable: true }) providerId: string | null;
  @Column({ type: 'text', nullable: true }) receiverId: string | null;
  @Column({ type: 'text', nullable: true }) sectorId: string | null;
  /** The country it is for, where that is not the project's recipients. */
  @Column({ type: 'text', nullable: true }) recipient: string | null;
}

/** A decision about money in which no money moved; a table of its own, so no sum of transactions can meet it. */
@Entity()
@Check('funding_action_kind_check', `kind in ${actionWords}`)
@Check('funding_action_standing_check', standingCheck)
@Index('funding_action_project', ['projectId', 'dateOn'])
export class FundingAction extends FactColumns {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text' }) projectId: string;
  @Column({ type: 'text' }) kind: string;
  @Column({ type: 'numeric' }) amount: string;
  @Column({ type: 'text' }) currency: string;
  @Column({ type: 'text' }) date: string;
  /** The first day that `date` can mean. */
  @Column({ type: 'date' }) dateOn: string;
  @Column({ type: 'text' }) organisationId: string;
  @Column({ type: 'text', nullable: true }) note: string | null;
}

/** A figure that somebody gave for a whole. */
@Entity()
@Check('amount_estimate_measure_check', `measure in ${transactionWords}`)
@Check('amount_estimate_standing_check', standingCheck)
export class AmountEstimate extends FactColumns {
  @PrimaryColumn({ type: 'text' }) projectId: string;
  @PrimaryColumn({ type: 'integer' }) position: number;
  @Column({ type: 'numeric', nullable: true }) lowAmount: string | null;
  @Column({ type: 'text', nullable: true }) lowCurrency: string | null;
  @Column({ type: 'numeric', nullable: true }) highAmount: string | null;
  @Column({ type: 'text', nullable: true }) highCurrency: string | null;
  @Column({ type: 'text' }) wording: string;
  @Column({ type: 'text', nullable: true }) measure: string | null;
}
