import { describe, expect, it } from '@jest/globals';
import type { Call } from '../../src/call.js';
import { shareRequests } from '../../src/cache/share-requests.js';

/** A client who can go away. */
class Client implements Call {
  isCancelled = false;
  readonly listeners = new Set<() => void>();
  constructor(
    readonly endsAt = 1_000,
    readonly headers: Call['headers'] = {},
  ) {}
  onCancel(listener: () => void) {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
  leave() {
    this.isCancelled = true;
    for (const listener of [...this.listeners]) listener();
    this.listeners.clear();
  }
}

/** A run that ends when it is told to. */
function openRun() {
  const calls: Call[] = [];
  const ends: ((answer: string) => void)[] = [];
  const failures: ((error: Error) => void)[] = [];
  const run = (call: Call) =>
    new Promise<string>((resolve, reject) => {
      calls.push(call);
      ends.push(resolve);
      failures.push(reject);
    });
  return { run, calls, ends, failures };
}

describe('identical requests under way', () => {
  it('are executed once and answered alike, and executed anew when that is over', async () => {
    const shared = shareRequests<string>();
    const { run, calls, ends } = openRun();
    const answers = [1, 2, 3].map(() => shared.join('a', new Client(), run));
    expect(calls).toHaveLength(1);
    ends[0]?.('first');
    expect(await Promise.all(answers)).toEqual(['first', 'first', 'first']);
    expect(shared.running).toBe(0);
    const again = shared.join('a', new Client(), run);
    ends[1]?.('second');
    expect(await again).toBe('second');
  });

  it('are not those with another key, even one that objects have by nature', () => {
    const shared = shareRequests<string>();
    const { run, calls } = openRun();
    for (const key of ['a', 'b', '__proto__', 'constructor']) void shared.join(key, new Client(), run);
    expect(calls).toHaveLength(4);
  });

  it('fail alike, also when the run throws at once, and leave nothing behind', async () => {
    const shared = shareRequests<string>();
    const { run, failures } = openRun();
    const answers = [1, 2].map(() => shared.join('a', new Client(), run));
    failures[0]?.(new Error('no'));
    for (const answer of answers) await expect(answer).rejects.toThrow('no');
    const thrown = shared.join('a', new Client(), () => {
      throw new Error('at once');
    });
    await expect(thrown).rejects.toThrow('at once');
    expect(shared.running).toBe(0);
  });

  it('go on while one client waits, and are cancelled once when the last has gone', async () => {
    const shared = shareRequests<string>();
    const { run, calls } = openRun();
    const clients = [new Client(), new Client(), new Client()];
    for (const client of clients) void shared.join('a', client, run);
    let cancelled = 0;
    calls[0]?.onCancel(() => (cancelled += 1));
    calls[0]?.onCancel(() => (cancelled += 10))();
    clients[0]?.leave();
    clients[2]?.leave();
    expect([calls[0]?.isCancelled, cancelled]).toEqual([false, 0]);
    clients[1]?.leave();
    clients[1]?.leave();
    expect([calls[0]?.isCancelled, cancelled]).toEqual([true, 1]);
  });

  it('do not include what was given up, nor does its end forget who came after', async () => {
    const shared = shareRequests<string>();
    const { run, calls, ends } = openRun();
    const gone = new Client();
    const first = shared.join('a', gone, run);
    gone.leave();
    const second = shared.join('a', new Client(), run);
    expect(calls).toHaveLength(2);
    ends[0]?.('given up');
    await first;
    expect(shared.running).toBe(1);
    void shared.join('a', new Client(), run);
    expect(calls).toHaveLength(2);
    ends[1]?.('second');
    expect(await second).toBe('second');
  });

  it('are not joined by a client who has gone before, whose call is cancelled from the start', () => {
    const shared = shareRequests<string>();
    const { run, calls } = openRun();
    const gone = new Client();
    gone.leave();
    void shared.join('a', gone, run);
    void shared.join('a', new Client(), run);
    expect(calls.map((call) => call.isCancelled)).toEqual([true, false]);
  });

  it('have the time of whoever has most, and the headers of the first', () => {
    const shared = shareRequests<string>();
    const { run, calls } = openRun();
    void shared.join('a', new Client(500, { 'x-request-id': '1' }), run);
    void shared.join('a', new Client(900, { 'x-request-id': '2' }), run);
    void shared.join('a', new Client(700), run);
    expect([calls[0]?.endsAt, calls[0]?.headers]).toEqual([900, { 'x-request-id': '1' }]);
  });

  it('are separated from those that began before a mutation', async () => {
    const shared = shareRequests<string>();
    const { run, calls, ends } = openRun();
    const before = shared.join('a', new Client(), run);
    shared.separate();
    const after = shared.join('a', new Client(), run);
    expect(calls).toHaveLength(2);
    ends[0]?.('old');
    expect(await before).toBe('old');
    void shared.join('a', new Client(), run);
    expect(calls).toHaveLength(2);
    ends[1]?.('new');
    expect(await after).toBe('new');
  });

  it('leave no listener with their clients when they are over', async () => {
    const shared = shareRequests<string>();
    const { run, ends } = openRun();
    const clients = [new Client(), new Client()];
    const answers = clients.map((client) => shared.join('a', client, run));
    ends[0]?.('done');
    await Promise.all(answers);
    expect(clients.map(({ listeners }) => listeners.size)).toEqual([0, 0]);
  });
});
