import type { Point } from 'geojson';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A country or territory of ISO 3166-1. */
@Entity()
@Index('country_region', ['region'])
@Index('country_subregion', ['subregion'])
export class Country {
  @PrimaryColumn({ type: 'text' }) iso3: string;
  @Column({ type: 'text' }) iso2: string;
  @Column({ type: 'text' }) isoNumeric: string;
  @Column({ type: 'text', nullable: true }) wikidataId: string | null;
  @Column({ type: 'boolean', nullable: true }) isSovereign: boolean | null;
  @Column({ type: 'text', nullable: true }) statusNote: string | null;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text' }) officialName: string;
  @Column({ type: 'text', array: true }) aliases: readonly string[];
  @Column({ type: 'text' }) region: string;
  @Column({ type: 'text', nullable: true }) subregion: string | null;
  @Column({ type: 'text', nullable: true }) capital: string | null;
  @Column({ type: 'text', array: true }) currencies: readonly string[];
  @Column({ type: 'text', array: true }) languages: readonly string[];
  @Column({ type: 'double precision', nullable: true }) areaKm2: number | null;
  @Column({ type: 'jsonb', nullable: true }) centroid: Point | null;
  /** Its names and capital, folded, a line each: what a text filter looks through. */
  @Column({ type: 'text' }) searchText: string;
  @Column({ type: 'text' }) dataSet: string;
}
