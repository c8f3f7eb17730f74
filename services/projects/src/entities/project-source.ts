import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { statusWords } from './words.js';

/** A publisher's own conversion of an amount, as it prints it. */
export interface PublisherValueColumn {
  readonly amount: string;
  readonly currency: string;
  readonly priceYear?: number;
}

/** What one source says of a project. */
@Entity()
@Check('project_source_status_check', `status in ${statusWords}`)
export class ProjectSource {
  @PrimaryColumn({ type: 'text' }) projectId: string;
  @PrimaryColumn({ type: 'text' }) sourceId: string;
  @PrimaryColumn({ type: 'text' }) identifier: string;
  @Column({ type: 'text' }) title: string;
  @Column({ type: 'text', nullable: true }) status: string | null;
  @Column({ type: 'numeric', nullable: true }) amount: string | null;
  @Column({ type: 'text', nullable: true }) currency: string | null;
  /** The year the amount is of. */
  @Column({ type: 'integer', nullable: true }) year: number | null;
  @Column({ type: 'jsonb' }) publisherValues: readonly PublisherValueColumn[];
  @Column({ type: 'boolean' }) counted: boolean;
  @Column({ type: 'text' }) dataSet: string;
}
