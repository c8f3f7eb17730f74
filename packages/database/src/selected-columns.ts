import { raw, type Sql } from 'sql-template-tag';
import type { Database } from './open-database.js';

/**
 * The columns that rows are listed with, of a table called `alias`: all but those marked `select: false`, which only the
 * database itself reads. They are often the longest: a text to search in repeats all others.
 */
export const selectedColumns = (database: Database, entity: new () => object, alias: string): Sql =>
  raw(
    database
      .tableOf(entity)
      .columns.filter(({ isSelect }) => isSelect)
      .map(({ databaseName }) => `${alias}."${databaseName}"`)
      .join(', '),
  );
