import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A body or scheme that countries join. */
@Entity()
export class Grouping {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text', nullable: true }) acronym: string | null;
  @Column({ type: 'text' }) dataSet: string;
}
