import { standingCheck } from '@corridor/facts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { DatedFact } from './dated-fact.js';

/** A country's time in a grouping. */
@Entity()
@Check('membership_standing_check', standingCheck)
@Index('membership_grouping', ['groupingId'])
@Index('membership_country', ['countryIso3'])
export class Membership extends DatedFact {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text' }) groupingId: string;
  @Column({ type: 'text' }) countryIso3: string;
  @Column({ type: 'text', nullable: true }) role: string | null;
}
