import { MigrationExecutor, type DataSource } from 'typeorm';

/** Any number, the same in every process: the lock of whoever migrates a database. */
const migrationLock = 7_243_392;

/** Runs the pending migrations, each in its transaction, without a time limit and in one process at a time. */
export async function migrate(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  try {
    await runner.query('set statement_timeout = 0');
    await runner.query('select pg_advisory_lock($1)', [migrationLock]);
    const executor = new MigrationExecutor(dataSource, runner);
    executor.transaction = 'each';
    await executor.executePendingMigrations();
    await runner.query('select pg_advisory_unlock($1)', [migrationLock]);
    await runner.query('reset statement_timeout');
  } finally {
    await runner.release();
  }
}
