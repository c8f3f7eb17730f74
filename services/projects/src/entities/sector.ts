import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A purpose code of the OECD's Development Assistance Committee. */
@Entity()
export class Sector {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text' }) code: string;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text' }) category: string;
  @Column({ type: 'text' }) vocabulary: string;
  /** The id itself and those of the wider codes that include it. */
  @Column({ type: 'text', array: true }) within: readonly string[];
  @Column({ type: 'text' }) dataSet: string;
}
