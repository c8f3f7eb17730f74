import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Records of several publishers side by side, links between those of one undertaking, and what records said before. */
export class MergeProjects1767571200003 implements MigrationInterface {
  name = 'MergeProjects1767571200003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table project_record (
        project_id text primary key, publication text not null, digest text not null, last_seen timestamptz);
      create index project_record_publication on project_record (publication);

      create table project_revision (
        project_id text not null, version integer not null, record jsonb not null, replaced_at timestamptz not null,
        primary key (project_id, version));

      create table project_merge (
        project_id text primary key, into_id text not null, rule text not null);
      create index project_merge_into on project_merge (into_id);

      create table project_identity (
        project_id text primary key, into_id text, reason text not null, citations jsonb not null,
        data_set text not null);

      alter table project add aid_type text, add finance_type text;
      alter table project_transaction add recipient text;
      insert into project_record (project_id, publication, digest)
      select id, data_set, '' from project where data_set <> 'compiled';`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table project_transaction drop recipient;
      alter table project drop aid_type, drop finance_type;
      drop table project_identity, project_merge, project_revision, project_record;`);
  }
}
