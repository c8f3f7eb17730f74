import { standingCheck } from '@corridor/facts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { DatedFact } from './dated-fact.js';

/** A principle of foreign policy that a country proclaimed. */
@Entity()
@Check('doctrine_standing_check', standingCheck)
@Check('doctrine_scope_rule_check', "scope_rule in ('SOVEREIGN_NEIGHBOURS', 'LISTED')")
@Index('doctrine_holder', ['holderIso3'])
export class Doctrine extends DatedFact {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text' }) holderIso3: string;
  @Column({ type: 'text' }) summary: string;
  /** How its scope is known: computed from the holder's borders, or listed by its sources. */
  @Column({ type: 'text' }) scopeRule: 'SOVEREIGN_NEIGHBOURS' | 'LISTED';
  @Column({ type: 'text', array: true }) listedScope: readonly string[];
}
