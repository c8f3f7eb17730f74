import type { Logger } from 'typeorm';

/** TypeORM writes to the console of its own accord; what fails here is told by the error that is thrown. */
export const silentLogger: Logger = {
  logQuery: () => undefined,
  logQueryError: () => undefined,
  logQuerySlow: () => undefined,
  logSchemaBuild: () => undefined,
  logMigration: () => undefined,
  log: () => undefined,
};
