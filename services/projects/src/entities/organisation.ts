import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A body that pays for, runs or carries out projects. */
@Entity()
@Index('organisation_country', ['country'])
export class Organisation {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text' }) name: string;
  /** Names in other languages by language tag. */
  @Column({ type: 'jsonb' }) names: Readonly<Record<string, string>>;
  /** The name in IATI's code list OrganisationType. */
  @Column({ type: 'text' }) type: string;
  @Column({ type: 'text', nullable: true }) country: string | null;
  @Column({ type: 'text' }) dataSet: string;
}
