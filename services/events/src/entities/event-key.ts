import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * Where an event is. An event is plain when it is a machine's report of one act on one day, with nothing to it that a sum
 * by month or a page by day would miss; only such events are counted by month ({@link EventMonth}).
 */
@Entity()
export class EventKey {
  @PrimaryColumn({ type: 'text' }) id: string;
  @PrimaryColumn({ type: 'boolean' }) plain: boolean;
  @Column({ type: 'date' }) sortOn: string;
  /** A digest of all that the event's rows say: writing leaves equal ones alone. */
  @Column({ type: 'text' }) digest: string;
  @Column({ type: 'text' }) dataSet: string;
}

/** An event in a scope's list: a country with a part in it, or a relation's id where two countries have. */
@Entity()
export class EventScope {
  @PrimaryColumn({ type: 'text' }) scope: string;
  @PrimaryColumn({ type: 'date' }) sortOn: string;
  @PrimaryColumn({ type: 'text' }) eventId: string;
  @PrimaryColumn({ type: 'boolean' }) plain: boolean;
  /** The event's, here too so that a long list is filtered without looking at its events. */
  @Column({ type: 'text' }) kind: string;
  /** The code of a plain event. */
  @Column({ type: 'text', nullable: true }) cameo: string | null;
}

/** How many plain events of a scope, or of the `world`, a month has, by kind and CAMEO code. */
@Entity()
export class EventMonth {
  @PrimaryColumn({ type: 'text' }) scope: string;
  /** The month's first day. */
  @PrimaryColumn({ type: 'date' }) month: string;
  @PrimaryColumn({ type: 'text' }) kind: string;
  @PrimaryColumn({ type: 'text' }) cameo: string;
  @Column({ type: 'integer' }) events: number;
}

/** The sum of a year's months: what is asked over many years reads a twelfth. */
@Entity()
export class EventYear {
  @PrimaryColumn({ type: 'text' }) scope: string;
  /** The year's first day. */
  @PrimaryColumn({ type: 'date' }) year: string;
  @PrimaryColumn({ type: 'text' }) kind: string;
  @PrimaryColumn({ type: 'text' }) cameo: string;
  @Column({ type: 'integer' }) events: number;
}

/** What events are searched by. Machines give millions of reports the same few titles, so each text is kept once. */
@Entity()
@Index('event_text_by_digest', { synchronize: false })
@Index('event_text_by_text', { synchronize: false })
export class EventText {
  @PrimaryColumn({ type: 'integer', generated: 'identity', generatedIdentity: 'ALWAYS' }) id: number;
  @Column({ type: 'text' }) text: string;
}
