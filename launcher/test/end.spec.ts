import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addressOf, ask, openCommands, sleep, waitUntil, type Commands } from './run-command.js';

let commands: Commands;

beforeEach(() => {
  commands = openCommands();
});
afterEach(() => commands.end());

const noServerIsLeft = () => commands.listServers().length === 0;

describe('the end of npm start', () => {
  it('comes with npm, whose shell passes no signal on', async () => {
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const running = commands.runWithNpm('start');
      await addressOf(running);
      running.child.kill(signal);
      await waitUntil(noServerIsLeft, running);
    }
  });

  it('takes two signals at once, as npm sends one beside the terminal, for one', async () => {
    const running = commands.run('start');
    await addressOf(running);
    running.child.kill('SIGINT');
    await sleep(5); // at one moment the system itself would take them for one
    running.child.kill('SIGINT');
    expect(await running.ended).toBe(0);
    expect(noServerIsLeft()).toBe(true);
  });

  it('comes quietly while the database is being made, and leaves whole data', async () => {
    const running = commands.runWithNpm('start');
    const isBeingMade = () => commands.listServers().some((line) => line.includes('data.new-'));
    await waitUntil(isBeingMade, running);
    process.kill(-running.child.pid!, 'SIGINT'); // a Ctrl-C reaches every process of the terminal
    await running.ended;
    await waitUntil(() => existsSync(path.join(commands.folder, 'postgres', 'data')), running);
    await waitUntil(noServerIsLeft, running);
    expect(running.output()).not.toMatch(/cannot|Error/);
  });

  it('does not wait for a load that is under way, which the next start does', async () => {
    const running = commands.run('start');
    await waitUntil(() => commands.listServers().some((line) => line.includes('data -c ')), running);
    await sleep(500); // now it migrates or loads
    running.child.kill('SIGINT');
    expect(await running.ended).toBe(0);
    expect(noServerIsLeft()).toBe(true);
    expect(running.output()).not.toMatch(/Error/);
    expect(await ask(await addressOf(commands.run('start')))).toMatchObject({ name: 'Pakistan' });
  });
});
