import { FactColumns, standingCheck } from '@corridor/facts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { statusWords } from './words.js';

/** A sector that a project works in as a whole. */
@Entity()
export class ProjectSector {
  @PrimaryColumn({ type: 'text' }) projectId: string;
  @PrimaryColumn({ type: 'text' }) sectorId: string;
  @Column({ type: 'numeric', nullable: true }) percentage: string | null;
  @Column({ type: 'text' }) dataSet: string;
}

/** A stage of a programme. */
@Entity()
@Check('project_phase_status_check', `status in ${statusWords}`)
@Check('project_phase_standing_check', standingCheck)
@Index('project_phase_project', ['projectId', 'id'])
export class ProjectPhase extends FactColumns {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text' }) projectId: string;
  @Column({ type: 'text' }) label: string;
  @Column({ type: 'text' }) status: string;
  @Column({ type: 'text', array: true }) sectorIds: readonly string[];
  @Column({ type: 'text', nullable: true }) note: string | null;
}

/** A place where a project is, in WGS 84 degrees where its point is known. */
@Entity()
@Index('project_location_point', ['latitude', 'longitude'])
export class ProjectLocation {
  @PrimaryColumn({ type: 'text' }) projectId: string;
  @PrimaryColumn({ type: 'integer' }) position: number;
  @Column({ type: 'text' }) name: string;
  @Column({ type: 'text', nullable: true }) country: string | null;
  @Column({ type: 'double precision', nullable: true }) latitude: number | null;
  @Column({ type: 'double precision', nullable: true }) longitude: number | null;
  @Column({ type: 'boolean' }) exact: boolean;
  @Column({ type: 'text', nullable: true }) locationClass: string | null;
  @Column({ type: 'text' }) dataSet: string;
}
