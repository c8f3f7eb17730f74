import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { roleWords } from './words.js';

/** A country that a project is for. */
@Entity()
export class ProjectRecipient {
  @PrimaryColumn({ type: 'text' }) projectId: string;
  @PrimaryColumn({ type: 'text' }) country: string;
  @Column({ type: 'numeric', nullable: true }) percentage: string | null;
  @Column({ type: 'text' }) dataSet: string;
}

/** An organisation's part in a project. */
@Entity()
@Check('participation_role_check', `role in ${roleWords}`)
@Index('participation_organisation', ['organisationId', 'projectId'])
export class Participation {
  @PrimaryColumn({ type: 'text' }) projectId: string;
  @PrimaryColumn({ type: 'text' }) organisationId: string;
  @PrimaryColumn({ type: 'text' }) role: string;
  /** Its place in the source's list. */
  @Column({ type: 'integer' }) position: number;
  @Column({ type: 'text', nullable: true }) country: string | null;
  @Column({ type: 'text' }) dataSet: string;
}
