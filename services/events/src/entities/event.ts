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

/** Something that happened. */
@Entity()
@Index('event_by_when', ['sortOn', 'id'])
@Index('event_by_recorded', ['recordedAt', 'id'])
@Index('event_by_goldstein', ['goldsteinOrder', 'id'])
@Index('event_by_kind', ['kind', 'sortOn', 'id'])
@Index('event_by_standing', ['standing', 'sortOn', 'id'])
@Index('event_by_end', ['endsOn'])
@Index('event_by_place', ['longitude', 'latitude'])
@Index('event_by_data_set', ['dataSet'])
@Index('event_by_project', { synchronize: false })
@Index('event_by_casualties', { synchronize: false })
@Index('event_by_text', { synchronize: false })
export class Event {
  @PrimaryColumn({ type: 'text' }) id: string;
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
  @Column({ type: 'date' }) sortOn: string;
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
  /** The mean Goldstein value of the codings, 0 without codings. */
  @Column({ type: 'numeric', precision: 6, scale: 3 }) goldsteinOrder: string;
  /** Titles and summary as `foldAll` leaves them. */
  @Column({ type: 'text', select: false }) searchText: string;
  @Column({ type: 'integer' }) version: number;
  /** A digest of all that the event's rows say: a load leaves equal ones alone. */
  @Column({ type: 'text', select: false }) digest: string;
  @Column({ type: 'jsonb' }) citations: FactColumns['citations'];
  /** To the millisecond, as cursors hold it. */
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) recordedAt: string;
  @Column({ type: 'text', select: false }) dataSet: string;
}
