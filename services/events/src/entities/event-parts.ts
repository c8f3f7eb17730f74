import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Event } from './event.js';

/** Somebody's part in an event. */
@Entity()
@Index('event_participant_by_actor', ['actor', 'eventId'])
export class EventParticipant {
  @PrimaryColumn({ type: 'text' }) eventId: string;
  @PrimaryColumn({ type: 'integer' }) position: number;
  /** An ISO 3166-1 alpha-3 code or an id such as `person:wang-yi`; null for a state without a present code. */
  @Column({ type: 'text', nullable: true }) actor: string | null;
  @Column({ type: 'text' }) role: string;
  @Column({ type: 'text', nullable: true }) capacity: string | null;
  /** The state that an official acts for. */
  @Column({ type: 'text', nullable: true }) country: string | null;
  @ManyToOne(() => Event, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'event_participant_event' })
  event?: Event;
}

/** One directed act. */
@Entity()
@Index('event_coding_by_source', ['source', 'eventId'])
@Index('event_coding_by_target', ['target', 'eventId'])
@Index('event_coding_by_relation', ['relation', 'startsOn', 'eventId'])
@Index('event_coding_by_cameo', { synchronize: false })
@Index('event_coding_by_article', { synchronize: false })
export class EventCoding {
  @PrimaryColumn({ type: 'text' }) eventId: string;
  @PrimaryColumn({ type: 'integer' }) position: number;
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
  /** The event's first day, here too so that one index serves a relation's temperature. */
  @Column({ type: 'date', nullable: true }) startsOn: string | null;
  /** The article that a machine coded, by its source's id; null for a hand-judged record. */
  @Column({ type: 'text', nullable: true }) article: string | null;
  @ManyToOne(() => Event, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'event_coding_event' })
  event?: Event;
}

/** A country that has a part in an event, in whatever role. */
@Entity()
@Index('event_country_by_event', ['eventId'])
@Index('event_country_by_when', ['iso3', 'sortOn', 'eventId'])
export class EventCountry {
  @PrimaryColumn({ type: 'text' }) iso3: string;
  @PrimaryColumn({ type: 'text' }) eventId: string;
  /** The event's, here too so that one index serves a country's latest events. */
  @Column({ type: 'date' }) sortOn: string;
  @ManyToOne(() => Event, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'event_country_event' })
  event?: Event;
}

/** A change made to an event's record. */
@Entity()
export class EventRevision {
  @PrimaryColumn({ type: 'text' }) eventId: string;
  @PrimaryColumn({ type: 'integer' }) version: number;
  @Column({ type: 'timestamptz' }) at: string;
  @Column({ type: 'text' }) by: string;
  @Column({ type: 'text', array: true }) changed: readonly string[];
  @Column({ type: 'text', nullable: true }) reason: string | null;
  @ManyToOne(() => Event, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'event_revision_event' })
  event?: Event;
}
