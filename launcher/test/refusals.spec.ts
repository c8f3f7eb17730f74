import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openCommands, type Commands } from './run-command.js';

let commands: Commands;

beforeEach(() => {
  commands = openCommands();
});
afterEach(() => commands.end());

/** Runs a command that cannot do its work; what it says is one line. */
async function refusalOf(command: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const running = commands.run(command, env);
  expect(await running.ended).toBe(1);
  const said = running.output().trim();
  expect(said.split('\n')).toHaveLength(1);
  return said;
}

describe('a command that cannot do its work says why in a sentence', () => {
  it('when its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    for (const command of ['start-services', 'start']) {
      const running = commands.run(command, { PORT: String(port) });
      expect(await running.ended).toBe(1);
      expect(running.output()).toMatch(new RegExp(`Port (${port}|400[123]).* is taken`));
    }
    other.close();
  });

  it('when a setting cannot be used, by its name and without its value', async () => {
    const said = await refusalOf('start', { DATABASE_URL: 'mysql://user:secret@host/db', LOG_LEVEL: 'loud' });
    expect(said).toMatch(/LOG_LEVEL.*DATABASE_URL/);
    expect(said).not.toMatch(/secret/);
  });

  it('when the data directory is none, and how to set another', async () => {
    const file = path.join(commands.folder, 'file');
    writeFileSync(file, '');
    const said = await refusalOf('start', { DATA_DIR: file });
    expect(said).toMatch(/a file stands where a folder is needed\. DATA_DIR sets another folder\.$/);
  });

  it('when another PostgreSQL made the data, and how to go on; a reset empties them', async () => {
    const data = path.join(commands.folder, 'postgres', 'data');
    mkdirSync(data, { recursive: true });
    writeFileSync(path.join(data, 'PG_VERSION'), '9\n');
    expect(await refusalOf('start')).toMatch(/made by PostgreSQL 9.*npm run reset/);
    expect(await commands.run('reset').ended).toBe(0);
    expect(await commands.run('reset').ended).toBe(0); // nothing is there any more
  });

  it('when an import is asked for what does not exist', async () => {
    const running = commands.run('import');
    expect(await running.ended).toBe(1);
    expect(running.output()).toMatch(/What is to be imported\?[^]*aiddata-sca/);
  });
});
