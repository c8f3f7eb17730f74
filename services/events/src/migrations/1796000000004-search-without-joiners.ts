import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What imports wrote is searched without hyphens and apostrophes too; what is compiled is folded anew by the next load. */
export class SearchWithoutJoiners1796000000004 implements MigrationInterface {
  name = 'SearchWithoutJoiners1796000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update event_text kept set text = folded.text
      from (
        select distinct on (text) id, text from (
          select id, regexp_replace(text, '[-\u00ad\u02bb-\u02bf\u2010-\u2015''\u2018\u2019]', '', 'g') as text from event_text) every order by text, id) folded
      where kept.id = folded.id and kept.text <> folded.text
        and not exists (select from event_text other where md5(other.text) = md5(folded.text))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('select');
  }
}
