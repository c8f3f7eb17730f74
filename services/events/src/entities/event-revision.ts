import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A change made to an event's record. */
@Entity()
export class EventRevision {
  @PrimaryColumn({ type: 'text' }) eventId: string;
  @PrimaryColumn({ type: 'integer' }) version: number;
  @Column({ type: 'timestamptz' }) at: string;
  @Column({ type: 'text' }) by: string;
  /** The fields that changed. */
  @Column({ type: 'text', array: true }) changed: readonly string[];
  @Column({ type: 'text', nullable: true }) reason: string | null;
}
