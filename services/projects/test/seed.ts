import { openDatabase, type ConnectionTarget, type Database } from '@corridor/database';
import { projects } from '../src/index.js';
import type { ProjectRows } from '../src/entities/project-rows.js';
import { mergeProjectRows } from '../src/stores/project-rows.js';
import { refreshRollups } from '../src/stores/rollups.js';

const dataSet = 'seed';
const fact = { standing: 'REPORTED', validFrom: null, validTo: null, citations: [], dataSet };

type Rows = { -readonly [Key in keyof ProjectRows]: unknown[] };

/** A small world, far from the compiled facts: Bouvet Island (BVT) pays, Antarctica (ATA) and others receive. */
export class Seed {
  readonly rows: Rows = {
    organisations: [],
    projects: [],
    recipients: [],
    participations: [],
    sectors: [],
    phases: [],
    locations: [],
    sources: [],
    budgets: [],
    transactions: [],
    fundingActions: [],
    estimates: [],
  };

  organisation(id: string, country: string | null): this {
    this.rows.organisations.push({ id, name: id, names: {}, type: 'Other', country, dataSet });
    return this;
  }

  /** A project for the countries, funded by the organisations, in the sectors (with a percentage or null). */
  project(
    id: string,
    to: readonly string[],
    by: readonly string[],
    sectors: Readonly<Record<string, string | null>> = {},
    more: object = {},
  ): this {
    const title = `Seeded ${id}`;
    this.rows.projects.push({
      ...{ id, title, titleKey: title.toLowerCase(), searchText: title.toLowerCase(), titles: {} },
      ...{ scope: 'PROJECT', status: 'IMPLEMENTATION', flagship: false, recommendedForAggregates: true },
      ...{ objectives: [], citations: [], dataSet },
      ...more,
    });
    for (const country of to)
      this.rows.recipients.push({ projectId: id, country, percentage: null, dataSet });
    by.forEach((organisationId, position) =>
      this.rows.participations.push({ projectId: id, organisationId, role: 'FUNDING', position, dataSet }),
    );
    for (const [sectorId, percentage] of Object.entries(sectors))
      this.rows.sectors.push({ projectId: id, sectorId, percentage, dataSet });
    return this;
  }

  transaction(id: string, projectId: string, amount: string, more: object = {}): this {
    const type = 'OUTGOING_COMMITMENT';
    const money = { amount, currency: 'USD', date: '2016-06-30', type };
    this.rows.transactions.push({ ...fact, id, projectId, ...money, ...more });
    return this;
  }

  source(projectId: string, sourceId: string, counted: boolean): this {
    this.rows.sources.push({
      ...{
        projectId,
        sourceId,
        counted,
        identifier: sourceId,
        title: sourceId,
        publisherValues: [],
        dataSet,
      },
    });
    return this;
  }

  add(table: keyof ProjectRows, row: object): this {
    this.rows[table].push({ ...fact, ...row });
    return this;
  }

  /** Writes the world in place of the one written before. */
  async write(target: ConnectionTarget): Promise<void> {
    const { entities, migrations } = projects;
    const database: Database = await openDatabase({
      target,
      name: 'seed',
      entities,
      migrations,
      poolSize: 1,
    });
    try {
      await database.transaction(async (transaction) => {
        await mergeProjectRows(transaction, this.rows as unknown as ProjectRows, dataSet);
        await refreshRollups(transaction);
      });
    } finally {
      await database.close();
    }
  }
}

/** A citation of a source, as rows hold it. */
export const citing = (sourceId: string) => ({ citations: [{ sourceId }] });
