import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A currency's average rate in a year. */
@Entity()
export class ExchangeRate {
  @PrimaryColumn({ type: 'text' }) currency: string;
  @PrimaryColumn({ type: 'integer' }) year: number;
  /** Units of the currency that one US dollar bought. */
  @Column({ type: 'numeric' }) perUsd: string;
  @Column({ type: 'text' }) sourceId: string;
  @Column({ type: 'text' }) dataSet: string;
}

/**
 * The yearly changes of a currency's GDP deflator chained from the start of their unbroken run: prices of two years
 * compare as their levels do, within one run only.
 */
@Entity()
export class PriceLevel {
  @PrimaryColumn({ type: 'text' }) currency: string;
  @PrimaryColumn({ type: 'integer' }) year: number;
  /** The run's first year, whose level is 1. */
  @Column({ type: 'integer' }) run: number;
  @Column({ type: 'numeric' }) level: string;
  @Column({ type: 'text' }) sourceId: string;
  @Column({ type: 'text' }) dataSet: string;
}
