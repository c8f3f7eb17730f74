import { standingCheck } from '@corridor/facts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { DatedFact } from './dated-fact.js';

/** A land border between two countries; the id is the sorted pair of codes. */
@Entity()
@Check('border_standing_check', standingCheck)
@Index('border_a', ['a'])
@Index('border_b', ['b'])
export class Border extends DatedFact {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text' }) a: string;
  @Column({ type: 'text' }) b: string;
  @Column({ type: 'double precision', nullable: true }) lengthKm: number | null;
  @Column({ type: 'boolean' }) disputed: boolean;
  @Column({ type: 'text', nullable: true }) note: string | null;
}
