import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { openDatabase, type Database } from '@corridor/database';
import { openRejects, type ImportReport, type LocalFile, type Reject } from '@corridor/importing';
import { openTestService, type TestService } from '@corridor/testkit';
import { importers, projects } from '../src/index.js';

/** A service with a database of its own, into which files are imported. */
export interface ImportWorld {
  readonly service: TestService;
  readonly database: Database;
  /** For files of a test's own. */
  readonly folder: string;
  /** Imports files by the importer of an id. */
  run(id: string, files: readonly LocalFile[]): Promise<{ report: ImportReport; rejects: readonly Reject[] }>;
  /** The answer to a query that may not fail. */
  ask(query: string): Promise<Awaited<ReturnType<TestService['execute']>>['data']>;
  close(): Promise<void>;
}

export async function openImportWorld(): Promise<ImportWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'corridor-projects-'));
  const service = await openTestService(projects);
  const { entities, migrations } = projects;
  const { target } = service;
  const database = await openDatabase({ target, name: 'import', entities, migrations, poolSize: 1 });
  return {
    ...{ service, database, folder },
    async run(id, files) {
      const rejects = openRejects(folder, id);
      const importer = importers.find((each) => each.id === id)!;
      const report = await importer.run(files, { database, rejects }).catch((error: unknown) => {
        rejects.close('discard');
        throw error;
      });
      rejects.close();
      const lines = rejects.total > 0 ? readFileSync(rejects.path, 'utf8').trim().split('\n') : [];
      return { report, rejects: lines.map((line) => JSON.parse(line) as Reject) };
    },
    async ask(query) {
      const { data, errors } = await service.execute(query);
      expect(errors).toBeUndefined();
      return data;
    },
    async close() {
      await database.close();
      await service.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
