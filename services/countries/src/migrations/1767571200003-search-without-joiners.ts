import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Words that are written much like others. pg_trgm is a trusted extension: the owner of a database may create it. The texts are folded anew by the next load. */
export class SearchWithoutJoiners1767571200003 implements MigrationInterface {
  name = 'SearchWithoutJoiners1767571200003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create extension if not exists pg_trgm');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop extension if exists pg_trgm');
  }
}
