import { standingCheck } from '@corridor/facts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { DatedFact } from './dated-fact.js';

/** A person's time in an office. */
@Entity()
@Check('office_term_standing_check', standingCheck)
@Check(
  'office_term_role_check',
  `role in ('HEAD_OF_STATE', 'HEAD_OF_GOVERNMENT', 'DEPUTY_HEAD_OF_GOVERNMENT', 'FOREIGN_MINISTER', 'DEFENCE_CHIEF',
    'AMBASSADOR', 'OTHER')`,
)
@Index('office_term_person', ['personId'])
@Index('office_term_country', ['countryIso3', 'role'])
@Index('office_term_role', ['role', 'validFromOn'])
export class OfficeTerm extends DatedFact {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text' }) personId: string;
  @Column({ type: 'text' }) countryIso3: string;
  @Column({ type: 'text' }) role: string;
  @Column({ type: 'text' }) title: string;
  @Column({ type: 'integer', nullable: true }) ordinal: number | null;
}
