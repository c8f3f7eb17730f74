import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createDatabase, type TestDatabase } from '@corridor/testkit';
import { parse, visit } from 'graphql';
import { DataSource, type MixedList } from 'typeorm';
import { SnakeCaseNaming } from '../../../packages/database/src/naming.js';
import { projects } from '../src/index.js';
import { readFileSync } from 'node:fs';

let own: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  own = await createDatabase();
  const { target } = own;
  if (!('host' in target)) throw new Error('expected a socket');
  dataSource = await new DataSource({
    ...{
      type: 'postgres',
      host: target.host,
      port: target.port,
      username: target.user,
      database: target.database,
    },
    ...{ migrationsTableName: 'migration', namingStrategy: new SnakeCaseNaming(), installExtensions: false },
    entities: projects.entities as MixedList<new () => object>,
    migrations: projects.migrations as MixedList<new () => object>,
  }).initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await own.drop();
});

const tables = () =>
  dataSource.query<unknown[]>(
    "select table_name from information_schema.tables where table_schema = 'public'",
  );

it('the migrations make the tables that the entities describe', async () => {
  await dataSource.runMigrations();
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

it('and take them away again', async () => {
  for (let left = dataSource.migrations.length; left > 0; left -= 1) await dataSource.undoLastMigration();
  expect(await tables()).toEqual([{ table_name: 'migration' }]);
  await dataSource.runMigrations();
});

it('everything in the schema is described', () => {
  const missing: string[] = [];
  const check = (node: { readonly description?: unknown; readonly name: { readonly value: string } }) => {
    if (!node.description) missing.push(node.name.value);
  };
  visit(parse(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8')), {
    ObjectTypeDefinition: (node) => (node.name.value === 'Query' ? undefined : check(node)),
    EnumTypeDefinition: check,
    InputObjectTypeDefinition: check,
    FieldDefinition: check,
    InputValueDefinition: check,
    EnumValueDefinition: check,
  });
  expect(missing).toEqual([]);
});
