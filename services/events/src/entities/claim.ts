import { FactColumns } from '@corridor/facts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Something that somebody says. */
@Entity()
@Index('claim_by_claimant', ['claimant'])
@Index('claim_by_countered', ['counters'])
@Index('claim_by_about', { synchronize: false })
@Index('claim_by_event', { synchronize: false })
@Index('claim_by_relation', { synchronize: false })
@Index('claim_by_text', { synchronize: false })
export class Claim extends FactColumns {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text' }) text: string;
  @Column({ type: 'text', nullable: true }) claimant: string | null;
  @Column({ type: 'text', array: true }) about: readonly string[];
  @Column({ type: 'text', array: true }) events: readonly string[];
  /** Relations it names, and those between any two states that make it or that it is about. */
  @Column({ type: 'text', array: true }) relations: readonly string[];
  @Column({ type: 'text', nullable: true }) quote: string | null;
  /** The claim that this one denies. */
  @Column({ type: 'text', nullable: true }) counters: string | null;
  /** Text and quotation as `foldAll` leaves them. */
  @Column({ type: 'text' }) searchText: string;
}

/** The side that a state takes on an issue. */
@Entity()
@Index('position_by_holder', ['holder'])
export class Position extends FactColumns {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text' }) issue: string;
  @Column({ type: 'text' }) holder: string;
  @Column({ type: 'text', nullable: true }) of: string | null;
  @Column({ type: 'text' }) stance: string;
}

/** Something that moves a relation. */
@Entity()
@Index('relation_driver_by_relation', ['relation'])
export class RelationDriver extends FactColumns {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text' }) relation: string;
  @Column({ type: 'text' }) kind: string;
  @Column({ type: 'text' }) summary: string;
  @Column({ type: 'text', array: true }) events: readonly string[];
  @Column({ type: 'text', array: true }) projects: readonly string[];
  @Column({ type: 'text', array: true }) affects: readonly string[];
}
