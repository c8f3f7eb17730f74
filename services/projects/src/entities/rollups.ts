import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a project is listed, filtered and ordered by; rebuilt from the other tables after every load. */
@Entity()
@Index('project_listing_title', ['titleKey', 'projectId'])
@Index('project_listing_start', ['startOn', 'projectId'])
@Index('project_listing_commitment', ['commitmentUsd', 'projectId'])
@Index('project_listing_updated', ['updatedSeconds', 'projectId'])
@Index('project_listing_active', ['activeFrom', 'activeTo'])
@Index('project_listing_recipients', { synchronize: false })
@Index('project_listing_funders', { synchronize: false })
@Index('project_listing_sectors', { synchronize: false })
export class ProjectListing {
  @PrimaryColumn({ type: 'text' }) projectId: string;
  @Column({ type: 'text' }) titleKey: string;
  @Column({ type: 'date' }) startOn: string;
  @Column({ type: 'numeric' }) commitmentUsd: string;
  @Column({ type: 'numeric' }) updatedSeconds: string;
  /** Null where nothing tells when it was under way. */
  @Column({ type: 'date', nullable: true }) activeFrom: string | null;
  @Column({ type: 'date', nullable: true }) activeTo: string | null;
  @Column({ type: 'text', array: true }) recipients: readonly string[];
  @Column({ type: 'text', array: true }) funders: readonly string[];
  /** The project's sectors and the wider ones that include them. */
  @Column({ type: 'text', array: true }) sectors: readonly string[];
}

/**
 * A part of a counted transaction that belongs to one funder, one recipient and one sector; the parts of a transaction
 * add up to it. Rebuilt after every load, so that every sum is one scan.
 */
@Entity()
@Index('money_part_project', ['projectId', 'type'])
@Index('money_part_recipient', ['recipient', 'type'])
@Index('money_part_funder', ['funder', 'type'])
export class MoneyPart {
  @PrimaryColumn({ type: 'text' }) transactionId: string;
  @PrimaryColumn({ type: 'integer' }) position: number;
  @Column({ type: 'text' }) projectId: string;
  @Column({ type: 'text' }) type: string;
  @Column({ type: 'integer' }) year: number;
  @Column({ type: 'text' }) currency: string;
  @Column({ type: 'numeric' }) amount: string;
  @Column({ type: 'boolean' }) umbrella: boolean;
  @Column({ type: 'text', nullable: true }) sectorId: string | null;
  @Column({ type: 'text', nullable: true }) organisationId: string | null;
  @Column({ type: 'text', nullable: true }) funder: string | null;
  @Column({ type: 'text', nullable: true }) recipient: string | null;
}
