import type { CitationColumn } from '@corridor/facts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Two countries of which something is recorded; the id is the sorted pair of codes. */
@Entity()
@Index('bilateral_relation_a', ['a', 'id'])
@Index('bilateral_relation_b', ['b', 'id'])
export class BilateralRelation {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text' }) a: string;
  @Column({ type: 'text' }) b: string;
  @Column({ type: 'text', nullable: true }) diplomaticRelationsSince: string | null;
  /** Where the date is written. */
  @Column({ type: 'jsonb' }) citations: readonly CitationColumn[];
  @Column({ type: 'text' }) dataSet: string;
}
