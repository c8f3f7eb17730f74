import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A rung on a country's own ladder of partnerships; rank 1 is the closest. */
@Entity()
export class PartnershipTier {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text' }) label: string;
  @Column({ type: 'text' }) issuerIso3: string;
  @Column({ type: 'integer' }) rank: number;
  @Column({ type: 'text' }) dataSet: string;
}
