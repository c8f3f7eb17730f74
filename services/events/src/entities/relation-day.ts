import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What two states did to each other on one day, each act counted once: what temperatures are made of. The first state of
 * the relation's id acts forward, the other backward.
 */
@Entity()
@Index('relation_day_by_day', ['day'])
export class RelationDay {
  @PrimaryColumn({ type: 'text' }) relation: string;
  @PrimaryColumn({ type: 'date' }) day: string;
  @Column({ type: 'integer' }) events: number;
  @Column({ type: 'integer' }) forward: number;
  @Column({ type: 'integer' }) backward: number;
  @Column({ type: 'double precision' }) forwardGoldstein: number;
  @Column({ type: 'double precision' }) backwardGoldstein: number;
  @Column({ type: 'double precision' }) forwardPlover: number;
  @Column({ type: 'double precision' }) backwardPlover: number;
}

/** A day whose codings changed since it was summed. Triggers of the codings' table write it. */
@Entity()
export class StaleRelationDay {
  @PrimaryColumn({ type: 'text' }) relation: string;
  @PrimaryColumn({ type: 'date' }) day: string;
}
