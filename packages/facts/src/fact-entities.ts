import { Check, Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

/** A citation as a row keeps it: the source by id. */
export interface CitationColumn {
  readonly sourceId: string;
  readonly quote?: string;
  readonly locator?: string;
  readonly retrievedAt?: string;
}

/** A publication that facts are taken from. */
@Entity()
export class Source {
  @PrimaryColumn({ type: 'text' }) id: string;
  @Column({ type: 'text' }) title: string;
  @Column({ type: 'text', nullable: true }) publisher: string | null;
  @Column({ type: 'text', nullable: true }) url: string | null;
  @Column({ type: 'date', nullable: true }) publishedOn: string | null;
  @Column({ type: 'text' }) kind: string;
  @Column({ type: 'text', nullable: true }) licence: string | null;
  @Column({ type: 'text' }) dataSet: string;
}

/** What was loaded, and a digest of it, so that it is loaded again only when it changed. */
@Entity()
export class DataSet {
  @PrimaryColumn({ type: 'text' }) name: string;
  @Column({ type: 'text' }) digest: string;
  @Column({ type: 'integer' }) rowCount: number;
  @UpdateDateColumn({ type: 'timestamptz' }) loadedAt: string;
}

const importSum = 'read = created + updated + unchanged + rejected';

/** What an import did; a row is there once all that it wrote is. */
@Entity()
@Check('import_run_check', importSum)
export class ImportRun {
  @PrimaryColumn({ type: 'integer', generated: 'identity', generatedIdentity: 'ALWAYS' }) id: number;
  @Column({ type: 'text' }) dataSet: string;
  /** What was read, as the publisher or the person calls it. */
  @Column({ type: 'jsonb' }) files: readonly {
    readonly path: string;
    readonly sha256: string;
    readonly url?: string;
  }[];
  @Column({ type: 'timestamptz' }) startedAt: string;
  @CreateDateColumn({ type: 'timestamptz' }) finishedAt: string;
  @Column({ type: 'integer' }) read: number;
  @Column({ type: 'integer' }) created: number;
  @Column({ type: 'integer' }) updated: number;
  @Column({ type: 'integer' }) unchanged: number;
  @Column({ type: 'integer' }) rejected: number;
}

/** SQL of the table of imports, for a migration of each service. */
export const importTable = {
  up: `
    create table import_run (
      id integer generated always as identity primary key, data_set text not null, files jsonb not null,
      started_at timestamptz not null, finished_at timestamptz not null default now(),
      read integer not null, created integer not null, updated integer not null, unchanged integer not null,
      rejected integer not null, check (${importSum}))`,
  down: 'drop table import_run',
};

/** The columns of every fact: who stands behind it, when it holds, where it is written. */
export abstract class FactColumns {
  @Column({ type: 'text' }) standing: string;
  @Column({ type: 'text', nullable: true }) validFrom: string | null;
  @Column({ type: 'text', nullable: true }) validTo: string | null;
  @CreateDateColumn({ type: 'timestamptz' }) recordedAt: string;
  @Column({ type: 'jsonb' }) citations: readonly CitationColumn[];
  @Column({ type: 'text' }) dataSet: string;
}

/** The check of `standing`, which every fact's table has, to be named in the entity as the database names it. */
export const standingCheck =
  "standing in ('OFFICIAL', 'REPORTED', 'CLAIMED', 'CONTESTED', 'ANALYSIS', 'RETRACTED')";

/** SQL of the tables every service has, for its first migration. */
export const factTables = {
  up: `
    create table source (
      id text primary key, title text not null, publisher text, url text, published_on date,
      kind text not null, licence text, data_set text not null);
    create table data_set (
      name text primary key, digest text not null, row_count integer not null,
      loaded_at timestamptz not null default now());`,
  down: 'drop table source; drop table data_set;',
  /** The columns of {@link FactColumns}, to stand inside a `create table`. */
  columns: `
    standing text not null check (${standingCheck}),
    valid_from text, valid_to text, recorded_at timestamptz not null default now(),
    citations jsonb not null, data_set text not null`,
};
