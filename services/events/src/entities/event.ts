import type { FactColumns } from '@corridor/facts';
import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

export interface CasualtiesColumn {
  readonly nationality?: string;
  readonly killed?: number;
  readonly injured?: number;
  readonly group?: string;
}

export interface EventLinkColumn {
  readonly kind: string;
  readonly event: string;
}

/** Somebody's part in an event. */
export interface ParticipantColumn {
  /** An ISO 3166-1 alpha-3 code or an id such as `person:wang-yi`; none for a state without a present code. */
  readonly actor?: string;
  readonly role: string;
  readonly capacity?: string;
  /** The state that an official acts for. */
  readonly country?: string;
}

/**
 * Something that happened. In partitions: what is written down with care in one, plain reports in one for each year, each with its own
 * indexes; only those of all partitions are listed here.
 */
@Entity()
@Index('event_by_recorded', ['recordedAt', 'sortOn'])
@Index('event_by_goldstein', ['goldsteinOrder', 'sortOn'])
@Index('event_by_kind', ['kind', 'sortOn'])
@Index('event_by_place', { synchronize: false })
@Index('event_by_actors', { synchronize: false })
@Index('event_by_text', ['textId', 'sortOn'])
export class Event {
  @PrimaryColumn({ type: 'text' }) id: string;
  /** Whether nothing about it would be missed by a sum by month: see {@link EventKey}. */
  @PrimaryColumn({ type: 'boolean', select: false }) plain: boolean;
  @Column({ type: 'text' }) kind: string;
  @Column({ type: 'text' }) title: string;
  /** Titles in other languages, by language tag. */
  @Column({ type: 'jsonb' }) titles: Readonly<Record<string, string>>;
  @Column({ type: 'text', nullable: true }) summary: string | null;
  @Column({ type: 'text' }) standing: string;
  @Column({ type: 'text' }) when: string;
  @Column({ type: 'date', nullable: true }) startsOn: string | null;
  @Column({ type: 'date', nullable: true }) endsOn: string | null;
  /** `startsOn`, or before all days when the beginning is open. */
  @PrimaryColumn({ type: 'date' }) sortOn: string;
  @Column({ type: 'text', nullable: true }) locationName: string | null;
  @Column({ type: 'text', nullable: true }) locationCountry: string | null;
  @Column({ type: 'text', nullable: true }) locationPrecision: string | null;
  @Column({ type: 'double precision', nullable: true }) latitude: number | null;
  @Column({ type: 'double precision', nullable: true }) longitude: number | null;
  @Column({ type: 'jsonb' }) casualties: readonly CasualtiesColumn[];
  /** The sum of the casualties' killed; null where no source says. */
  @Column({ type: 'integer', nullable: true }) killed: number | null;
  @Column({ type: 'text', array: true }) relatedProjects: readonly string[];
  @Column({ type: 'jsonb' }) relatedEvents: readonly EventLinkColumn[];
  @Column({ type: 'jsonb' }) participants: readonly ParticipantColumn[];
  /** Everybody who takes part, acts or is acted on. */
  @Column({ type: 'text', array: true, select: false }) actors: readonly string[];
  /** Every country with a part in it, in whatever role, sorted. */
  @Column({ type: 'text', array: true, select: false }) countries: readonly string[];
  /** The mean Goldstein value of the codings in thousandths, 0 without codings. */
  @Column({ type: 'integer' }) goldsteinOrder: number;
  /** Of {@link EventText}: titles and summary as `foldAll` leaves them. */
  @Column({ type: 'integer', select: false }) textId: number;
  @Column({ type: 'integer' }) version: number;
  @Column({ type: 'jsonb' }) citations: FactColumns['citations'];
  /** To the millisecond, as cursors hold it. */
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) recordedAt: string;
  /** The only coding of a plain event; see {@link EventCoding}. */
  @Column({ type: 'text', nullable: true, select: false }) source: string | null;
  @Column({ type: 'text', nullable: true, select: false }) target: string | null;
  @Column({ type: 'text', nullable: true, select: false }) sourceState: string | null;
  @Column({ type: 'text', nullable: true, select: false }) targetState: string | null;
  @Column({ type: 'text', nullable: true, select: false }) relation: string | null;
  @Column({ type: 'text', nullable: true, select: false }) cameo: string | null;
  @Column({ type: 'text', nullable: true, select: false }) codedBy: string | null;
  @Column({ type: 'text', nullable: true, select: false }) article: string | null;
}
