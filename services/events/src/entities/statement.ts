import type { FactColumns } from '@corridor/facts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export interface QuoteColumn {
  readonly text: string;
  readonly speaker?: string;
  readonly topic?: string;
}

/** A document or speech that governments issued. */
@Entity()
@Index('statement_by_issued', ['issuedOn', 'id'])
@Index('statement_by_event', ['eventId'])
@Index('statement_by_issuers', { synchronize: false })
export class Statement {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text' }) eventId: string;
  @Column({ type: 'text' }) title: string;
  @Column({ type: 'jsonb' }) titles: Readonly<Record<string, string>>;
  @Column({ type: 'text', array: true }) issuers: readonly string[];
  @Column({ type: 'date' }) issuedOn: string;
  @Column({ type: 'text', nullable: true }) text: string | null;
  @Column({ type: 'jsonb' }) texts: Readonly<Record<string, string>>;
  @Column({ type: 'jsonb' }) quotes: readonly QuoteColumn[];
  @Column({ type: 'jsonb' }) citations: FactColumns['citations'];
  @Column({ type: 'text' }) dataSet: string;
}

/** Something that a statement's issuers said they would do. */
@Entity()
@Index('commitment_by_statement', ['statementId', 'position'])
@Index('commitment_by_project', ['project'])
export class Commitment {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text' }) statementId: string;
  @Column({ type: 'integer' }) position: number;
  @Column({ type: 'text' }) text: string;
  @Column({ type: 'text', array: true }) parties: readonly string[];
  @Column({ type: 'text', array: true }) sectors: readonly string[];
  @Column({ type: 'text', nullable: true }) project: string | null;
  @Column({ type: 'boolean' }) detailGiven: boolean;
  @Column({ type: 'text', array: true }) fulfilledBy: readonly string[];
  @Column({ type: 'text' }) dataSet: string;
}
