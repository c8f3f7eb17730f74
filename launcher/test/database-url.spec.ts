import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openTestDatabase, runStatement, testCluster, type TestDatabase } from '@corridor/testkit';
import type { ConnectionTarget } from '@corridor/database';
import { toAddress } from '../src/to-address.js';
import { addressOf, ask, openCommands, type Commands } from './run-command.js';

const services = ['countries', 'projects', 'events'] as const;

let commands: Commands;
let databases: readonly TestDatabase[];

/** Settings for three existing databases, each address changed. */
const addresses = (change: (address: URL) => void = () => undefined) =>
  Object.fromEntries(
    services.map((service, index) => {
      const address = new URL(toAddress(databases[index]!.target));
      change(address);
      return [`${service.toUpperCase()}_DATABASE_URL`, address.toString()];
    }),
  );

/** Hands every connection on to the test cluster. */
function openDoor(cluster: ConnectionTarget): Server {
  return createServer((client) => {
    const url = new URL(toAddress(cluster));
    const host = url.searchParams.get('host') ?? url.hostname;
    const port = Number(url.port || 5432);
    const server = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    client.on('error', () => server.destroy()).on('close', () => server.destroy());
    server.on('error', () => client.destroy());
    client.pipe(server).pipe(client);
  });
}

beforeAll(async () => {
  databases = await Promise.all(services.map((service) => openTestDatabase(service)));
});
beforeEach(() => {
  commands = openCommands();
});
afterEach(() => commands.end());
afterAll(() => Promise.all(databases.map((database) => database.drop())));

describe('npm start with databases that somebody else runs', () => {
  it('uses them and starts none of its own', async () => {
    const running = commands.run('start', addresses());
    expect(await ask(await addressOf(running))).toMatchObject({ name: 'Pakistan' });
    expect(commands.listServers()).toEqual([]);
  });

  it('answers without a server that is down, and with it once it is there', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as AddressInfo;
    probe.close();
    const throughDoor = (address: URL) => {
      address.search = '';
      address.host = `127.0.0.1:${port}`;
    };
    const running = commands.run('start', addresses(throughDoor));
    const url = await addressOf(running);
    expect(running.output()).toContain(`PostgreSQL at 127.0.0.1:${port} cannot be reached (ECONNREFUSED)`);
    expect(await ask(url)).toBeNull();
    const door = openDoor(testCluster()).listen(port, '127.0.0.1');
    while ((await ask(url)) === null) await sleep(200);
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(0);
    door.close();
  });

  it('says who is not let in, and not with which password', async () => {
    const asStranger = (address: URL) => {
      address.username = 'stranger';
      address.password = 'open-sesame';
    };
    const running = commands.run('start', addresses(asStranger));
    expect(await running.ended).toBe(1);
    expect(running.output()).toMatch(/^PostgreSQL at \S+ does not let "stranger" in: .*\.\n$/);
    expect(running.output()).not.toContain('sesame');
  });

  it('says which database is missing and may not be made', async () => {
    await runStatement(testCluster(), 'create role corridor_plain login');
    const asPlain = (address: URL) => {
      address.username = 'corridor_plain';
      address.pathname = '/corridor_absent';
    };
    const running = commands.run('start', addresses(asPlain));
    expect(await running.ended).toBe(1);
    expect(running.output()).toMatch(
      /^The database corridor_absent does not exist and "corridor_plain" may not create it: create it first\.\n$/,
    );
    await runStatement(testCluster(), 'drop role corridor_plain');
  });
});
