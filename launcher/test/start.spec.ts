import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addressOf, ask, openCommands, sleep, type Commands } from './run-command.js';

let commands: Commands;
const run: Commands['run'] = (command, env) => commands.run(command, env);
const listServers = () => commands.listServers();

beforeEach(() => {
  commands = openCommands();
});
afterEach(() => commands.end());

const known = {
  name: 'Pakistan',
  projects: { totalCount: expect.any(Number) },
  events: { totalCount: expect.any(Number) },
};

describe('npm start', () => {
  it('loads the data, answers, and stops all of it on SIGTERM', async () => {
    const running = run('start');
    expect(await ask(await addressOf(running))).toMatchObject(known);
    expect(running.output()).toMatch(/Loading the data: done/);
    expect(listServers()).not.toEqual([]);
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(0);
    expect(listServers()).toEqual([]);
  });

  it('says so and ends with 1 beside another that runs', async () => {
    const first = run('start');
    await addressOf(first);
    const second = run('start');
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(String(first.child.pid));
    expect(second.output().trim().split('\n')).toHaveLength(1);
    const reset = run('reset');
    expect(await reset.ended).toBe(1);
    expect(reset.output()).toContain(`in use by process ${first.child.pid}`);
  });

  it('killed with -9 in the middle of its load recovers at the next start, and killed again loses nothing', async () => {
    const first = run('start');
    while (listServers().length === 0) await sleep(20);
    await sleep(1_000); // now it migrates or loads
    first.child.kill('SIGKILL');
    await first.ended;
    const second = run('start');
    const answer = await ask(await addressOf(second));
    expect(answer).toMatchObject(known);
    second.child.kill('SIGKILL');
    await second.ended;
    const third = run('start');
    expect(await ask(await addressOf(third))).toEqual(answer);
    expect(third.output()).not.toContain('Loading');
  });

  it('says that its database ended, and recovers at the next start', async () => {
    const first = run('start');
    await addressOf(first);
    const [line] = listServers().filter((each) => each.includes(' -D '));
    process.kill(Number(line!.trim().split(' ')[0]), 'SIGKILL');
    expect(await first.ended).toBe(1);
    expect(first.output()).toMatch(/Start again: nothing that was committed is lost/);
    expect(await ask(await addressOf(run('start')))).toMatchObject(known);
  });
});
