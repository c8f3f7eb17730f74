import { importTable } from '@corridor/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each import read, and what became of it. */
export class RecordImports1767571200001 implements MigrationInterface {
  name = 'RecordImports1767571200001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(importTable.up);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(importTable.down);
  }
}
