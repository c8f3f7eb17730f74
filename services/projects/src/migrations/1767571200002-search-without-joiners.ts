import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What imports wrote is searched without hyphens and apostrophes too; what is compiled is folded anew by the next load. */
export class SearchWithoutJoiners1767571200002 implements MigrationInterface {
  name = 'SearchWithoutJoiners1767571200002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `update project set search_text = regexp_replace(search_text, '[-\u00ad\u02bb-\u02bf\u2010-\u2015''\u2018\u2019]', '', 'g')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('select');
  }
}
