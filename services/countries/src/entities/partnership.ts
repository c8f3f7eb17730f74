import { standingCheck } from '@corridor/facts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { DatedFact } from './dated-fact.js';

/** A partnership that two countries proclaimed. */
@Entity()
@Check('partnership_standing_check', standingCheck)
@Index('partnership_relation', ['relationId'])
@Index('partnership_tier_id', ['tierId'])
export class Partnership extends DatedFact {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text' }) relationId: string;
  @Column({ type: 'text' }) tierId: string;
  @Column({ type: 'text' }) label: string;
}
