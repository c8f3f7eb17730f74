import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ensureDatabase } from '@corridor/database';
import { openCluster, type Cluster } from '@corridor/embedded-postgres';
import { zipSync } from 'fflate';
import pg from 'pg';
import { openCommands, sleep, type Commands } from './run-command.js';

let commands: Commands;
let cluster: Cluster;
let client: pg.Client;

beforeAll(async () => {
  commands = openCommands();
  cluster = await openCluster({ dataDir: path.join(commands.folder, 'postgres') });
  const name = 'corridor_events';
  await ensureDatabase(cluster.connection(name), { owner: name });
  client = new pg.Client(cluster.connection(name));
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await commands.end();
  await cluster.stop();
});

/** A row of GDELT 2.0: 61 columns of which only those that are read are filled. */
function gdeltLine(id: number, over: Readonly<Record<number, string>> = {}): string {
  const cells: Record<number, string> = {
    ...{ 0: String(id), 1: '20200315', 5: 'CHNGOV', 7: 'CHN', 12: 'GOV', 15: 'PAKGOV', 17: 'PAK', 22: 'GOV' },
    ...{ 26: '042', 51: '1', 52: 'Pakistan', 53: 'PK', 60: `https://news.example.org/${id}` },
    ...over,
  };
  return Array.from({ length: 61 }, (_, column) => cells[column] ?? '').join('\t');
}

const gdeltFile = (...ids: number[]) => `${ids.map((id) => gdeltLine(id)).join('\n')}\n`;
const visits = `<?xml version="1.0"?><visits><visit><id>990001</id><start-date>1950-01-02</start-date>
  <end-date>1950-01-03</end-date><visitor>President Nobody</visitor><from id="chile">Chile</from></visit></visits>`;

function put(name: string, content: string | Uint8Array): string {
  const file = path.join(commands.folder, 'in', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

async function runImport(...args: string[]) {
  const running = commands.run('import', {}, args);
  return { code: await running.ended, said: running.output() };
}

const countEvents = async (pattern: string) =>
  Number((await client.query('select count(*) from event_key where id like $1', [pattern])).rows[0].count);

describe('a file', () => {
  it('is told by what is in it, loads once, and what became of it is recorded', async () => {
    const file = put('some-name.txt', gzipSync(gdeltFile(1001, 1002)));
    const first = await runImport(file);
    expect(first.said).toMatch(
      /some-name\.txt \(GDELT events\): 2 read = 2 created \+ 0 updated \+ 0 unchanged \+ 0 rejected/,
    );
    expect(first.code).toBe(0);
    expect((await runImport(file)).said).toMatch(/2 read = 0 created \+ 0 updated \+ 2 unchanged/);
    const { rows } = await client.query(
      'select data_set, files, read, created, unchanged from import_run order by id desc limit 2',
    );
    expect(rows).toMatchObject([
      { data_set: 'gdelt', read: 2, created: 0, unchanged: 2 },
      { data_set: 'gdelt', files: [{ path: 'some-name.txt' }], read: 2, created: 2, unchanged: 0 },
    ]);
  });

  it('of another day changes what it says otherwise, and the record of it stays', async () => {
    await runImport(put('day-1.csv', gdeltFile(1101)));
    const changed = put('day-2.csv', `${gdeltLine(1101, { 26: '190' })}\n`);
    expect((await runImport(changed)).said).toMatch(/1 read = 0 created \+ 1 updated/);
    const { rows } = await client.query(
      `select version, changed, by from event_revision where event_id = 'ev:gdelt:1101'`,
    );
    expect(rows).toEqual([{ version: 2, changed: ['kind', 'title', 'codings'], by: 'gdelt' }]);
  });

  it('in a rehearsal is counted and not written', async () => {
    const { code, said } = await runImport('--dry-run', put('rehearsed.csv', gdeltFile(1201)));
    expect(said).toMatch(/1 read = 1 created.*\n.*This was a rehearsal: nothing was written/);
    expect(code).toBe(0);
    expect(await countEvents('ev:gdelt:12%')).toBe(0);
  });

  it('with bad rows loads the others, and says where each bad one stands', async () => {
    const damaged = [
      gdeltLine(1301),
      gdeltLine(1302, { 26: '12' }),
      gdeltLine(1303, { 1: '20200231' }),
      'x\ty',
    ];
    const { said } = await runImport(put('damaged.csv', `${damaged.join('\n')}\n`));
    expect(said).toMatch(/4 read = 1 created \+ 0 updated \+ 0 unchanged \+ 3 rejected/);
    const [, file = ''] = /each with file and line in (\S+)/.exec(said) ?? [];
    const rejects = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(rejects).toEqual([
      { file: 'damaged.csv', line: 2, field: 'event', value: '12', reason: 'damaged code, spreadsheet?' },
      { file: 'damaged.csv', line: 3, field: 'day', value: '20200231', reason: 'not a day' },
      { file: 'damaged.csv', line: 4, value: '2 in place of 61', reason: 'wrong number of columns' },
    ]);
  });
});

describe('a folder', () => {
  it('is read file by file, each format by its importer; what is of none is named at the end', async () => {
    put('mixed/a.csv', gdeltFile(1401));
    put('mixed/deeper/b.csv', gdeltFile(1402));
    put('mixed/c.xml', visits);
    put('mixed/readme.md', '# Nothing to import');
    const { code, said } = await runImport(path.join(commands.folder, 'in', 'mixed'));
    expect(said).toMatch(/2 files \(GDELT events\): 2 read = 2 created/);
    expect(said).toMatch(/c\.xml \(HistoryAtState visits\): 1 read = 1 created/);
    expect(said).toMatch(/Skipped mixed\/readme\.md: of no format that is known/);
    expect(code).toBe(1);
  });
});

describe('a zip', () => {
  it('gives each of its files', async () => {
    const content = { 'a.csv': Buffer.from(gdeltFile(1501)), 'b.csv': Buffer.from(gdeltFile(1502)) };
    expect((await runImport(put('two.zip', zipSync(content)))).said).toMatch(
      /2 files \(GDELT events\): 2 read = 2 created/,
    );
  });

  it('is refused when a name leads out of its folder, or when it unpacks to many times its size', async () => {
    const climbing = await runImport(put('climbing.zip', zipSync({ '../../etc/passwd': Buffer.from('x') })));
    expect(climbing.said.trim()).toBe(
      'climbing.zip cannot be unzipped: the name "../../etc/passwd" leads out of its folder',
    );
    expect(climbing.code).toBe(1);
    const bomb = await runImport(
      put('bomb.zip', zipSync({ 'a.csv': new Uint8Array(64 * 1024 ** 2) }, { level: 9 })),
    );
    expect(bomb.said.trim()).toMatch(
      /bomb\.zip cannot be unzipped: a\.csv unpacks to over 200 times its size/,
    );
    const blank = Buffer.concat([Buffer.from(gdeltFile(1503)), Buffer.alloc(64 * 1024 ** 2, '\n')]);
    const gzipBomb = await runImport(put('bomb.csv.gz', gzipSync(blank, { level: 9 })));
    expect(gzipBomb.said).toMatch(/bomb\.csv\.gz cannot be read: it unpacks to over 200 times its size/);
    expect(gzipBomb.code).toBe(1);
  });
});

describe('an address', () => {
  let server: Server;
  let origin: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/moved') response.writeHead(302, { location: '/day.csv' }).end();
      else response.writeHead(200).end(gdeltFile(1601));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('of one’s own network is asked only when that is allowed', async () => {
    const refused = await runImport(`${origin}/day.csv`);
    expect(refused.said.trim()).toMatch(/is refused: only https addresses are downloaded/);
    expect((await runImport('https://169.254.169.254/latest')).said).toMatch(
      /is refused: it is a private address/,
    );
    expect((await runImport('https://localhost:1/x')).said).toMatch(
      /localhost:1\/x is refused: it is a private address/,
    );
    expect((await runImport('--allow-private', `${origin}/moved`)).said).toMatch(/1 read = 1 created/);
  });
});

describe('what cannot be imported is refused in a sentence', () => {
  it.each([
    [['nowhere.csv'], /"nowhere\.csv" is no file, folder or address, nor one of the data sets:/],
    [['--loud'], /Unknown option '--loud'.*It is used like this:\nnpm run import/s],
    [[], /What is to be imported\?/],
    [['--format', 'gedelt', import.meta.url.slice(7)], /There is no format "gedelt"/],
    [[import.meta.url.slice(7)], /import\.spec\.ts: of no format that is known/],
  ])('%j', async (args, sentence) => {
    const { code, said } = await runImport(...args);
    expect(said).toMatch(sentence);
    expect(said).not.toMatch(/^\s+at /m);
    expect(code).toBe(1);
  });
});

/** All that events are, but for when they were recorded. */
const dump = async () =>
  (
    await client.query(`
      select md5(string_agg(line, ',' order by line)) as digest, count(*) from (
        select (to_jsonb(event) - 'recorded_at' - 'text_id')::text as line from event where id like 'ev:gdelt:17%'
        union all select event_scope::text from event_scope where event_id like 'ev:gdelt:17%'
        union all select event_month::text from event_month union all select relation_day::text from relation_day) all_lines`)
  ).rows[0] as { digest: string; count: string };

describe('two imports', () => {
  const many = (from: number) => gdeltFile(...Array.from({ length: 40_000 }, (_, index) => from + index));

  it('of which one is killed in the middle end as one does', async () => {
    const file = put('many.csv', many(1_700_000));
    const killed = commands.run('import', {}, [file]);
    while (
      !(
        await client.query(
          `select from pg_stat_activity where query like 'copy "event"%' and state = 'active'`,
        )
      ).rowCount
    )
      await sleep(5);
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(await countEvents('ev:gdelt:17%')).toBe(0);
    await runImport(file);
    const once = await dump();
    expect(Number(once.count)).toBeGreaterThan(40_000);
    expect((await runImport(file)).said).toMatch(/40,000 unchanged/);
    expect(await dump()).toEqual(once);
  });

  it('at once wait for each other', async () => {
    const [one, other] = [put('one.csv', many(1_800_000)), put('other.csv', many(1_900_000))];
    const said = await Promise.all([runImport(one), runImport(other)]);
    expect(said.map(({ code }) => code)).toEqual([0, 0]);
    expect(said.map((each) => each.said).join('')).toMatch(
      /Another import writes into the events database: waiting/,
    );
    expect(await countEvents('ev:gdelt:18_____')).toBe(40_000);
    expect(await countEvents('ev:gdelt:19_____')).toBe(40_000);
  });
});
