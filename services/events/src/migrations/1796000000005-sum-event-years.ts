import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts by year beside those by month. */
export class SumEventYears1796000000005 implements MigrationInterface {
  name = 'SumEventYears1796000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table event_year (
        scope text not null, year date not null, kind text not null, cameo text not null, events integer not null,
        primary key (scope, year, kind, cameo));
      insert into event_year
      select scope, date_trunc('year', month)::date, kind, cameo, sum(events) from event_month group by 1, 2, 3, 4;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table event_year');
  }
}
