import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every country has a region: Antarctica, which M49 puts in none, stands as its own. */
export class RequireRegions1767571200001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table country alter column region set not null');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table country alter column region drop not null');
  }
}
