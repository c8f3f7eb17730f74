import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/**
 * A series' value for a country and a year. Hundreds of thousands of rows, so what they have in common (standing,
 * citation) is kept with the series.
 */
@Entity()
export class Observation {
  @PrimaryColumn({ type: 'text' }) code: string;
  @PrimaryColumn({ type: 'text' }) iso3: string;
  @PrimaryColumn({ type: 'smallint' }) year: number;
  @Column({ type: 'numeric' }) value: string;
  @Column({ type: 'boolean', nullable: true }) estimated: boolean | null;
  @CreateDateColumn({ type: 'timestamptz' }) recordedAt: string;
  @Column({ type: 'text' }) dataSet: string;
}
