import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One directed act of an event that is not plain; the view `coding` has those of all. */
@Entity()
@Index('event_coding_by_relation', { synchronize: false })
@Index('event_coding_by_article', { synchronize: false })
@Index('event_coding_by_cameo', { synchronize: false })
export class EventCoding {
  @PrimaryColumn({ type: 'text' }) eventId: string;
  @PrimaryColumn({ type: 'integer' }) position: number;
  /** The event's, here too so that one index serves a relation's days; before all days when its beginning is open. */
  @Column({ type: 'date' }) sortOn: string;
  @Column({ type: 'text', nullable: true }) source: string | null;
  @Column({ type: 'text', nullable: true }) target: string | null;
  /** The state that acts: the source itself, or the one it is an official of. */
  @Column({ type: 'text', nullable: true }) sourceState: string | null;
  @Column({ type: 'text', nullable: true }) targetState: string | null;
  /** Both states, sorted, as a relation's id; null unless there are two. */
  @Column({ type: 'text', nullable: true }) relation: string | null;
  @Column({ type: 'text' }) cameo: string;
  @Column({ type: 'text', array: true }) contexts: readonly string[];
  @Column({ type: 'text' }) codedBy: string;
  /** The article that a machine coded, by its source's id; null for a hand-judged record. */
  @Column({ type: 'text', nullable: true }) article: string | null;
  /**
   * The act that it reports with others: empty for the act of its day, an event's id where the day is vague; null where
   * it counts in no temperature, since the event is withdrawn or so vague that a period for it would be made up.
   */
  @Column({ type: 'text', nullable: true }) report: string | null;
}
