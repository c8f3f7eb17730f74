import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A statistical series. */
@Entity()
export class Indicator {
  @PrimaryColumn({ type: 'text' }) code: string;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text' }) unit: string;
  @Column({ type: 'text' }) sourceId: string;
  @Column({ type: 'date' }) lastUpdated: string;
  @Column({ type: 'text' }) dataSet: string;
}
