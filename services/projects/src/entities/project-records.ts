import type { CitationColumn } from '@corridor/facts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Where an imported project comes from. */
@Entity()
@Index('project_record_publication', ['publication'])
export class ProjectRecord {
  @PrimaryColumn({ type: 'text' }) projectId: string;
  /** What a newer version replaces as a whole: a table, or a file by its name. */
  @Column({ type: 'text' }) publication: string;
  /** Of all its rows, by which an import knows that nothing changed. */
  @Column({ type: 'text' }) digest: string;
  /** When the last version that held it was loaded; null while the latest one does. */
  @Column({ type: 'timestamptz', nullable: true }) lastSeen: string | null;
}

/** What a record said before a newer version of it. */
@Entity()
export class ProjectRevision {
  @PrimaryColumn({ type: 'text' }) projectId: string;
  /** From 1, the oldest. */
  @PrimaryColumn({ type: 'integer' }) version: number;
  /** The project's row with those of its parts. */
  @Column({ type: 'jsonb' }) record: object;
  @Column({ type: 'timestamptz' }) replacedAt: string;
}

/**
 * A record that speaks of the same undertaking as another one. It keeps all its rows, so that a merge is undone by removing
 * the link. Found anew after every load.
 */
@Entity()
@Index('project_merge_into', ['intoId'])
export class ProjectMerge {
  @PrimaryColumn({ type: 'text' }) projectId: string;
  @Column({ type: 'text' }) intoId: string;
  @Column({ type: 'text' }) rule: string;
}

/** A judgement by hand that stands above the rules: one undertaking, or with `intoId` null one of its own. */
@Entity()
export class ProjectIdentity {
  @PrimaryColumn({ type: 'text' }) projectId: string;
  @Column({ type: 'text', nullable: true }) intoId: string | null;
  @Column({ type: 'text' }) reason: string;
  @Column({ type: 'jsonb' }) citations: readonly CitationColumn[];
  @Column({ type: 'text' }) dataSet: string;
}
