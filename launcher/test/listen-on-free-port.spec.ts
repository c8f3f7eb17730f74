import { describe, expect, it } from '@jest/globals';
import { listenOnFreePort } from '../src/listen-on-free-port.js';

const failing = (code: string) => Object.assign(new Error(code), { code });

/** Listens on ports that are not among `taken`. */
const listenUnless =
  (...taken: readonly number[]) =>
  (port: number) =>
    taken.includes(port) ? Promise.reject(failing('EADDRINUSE')) : Promise.resolve(port);

describe('listening', () => {
  it('takes the next free port from 4000 on, and says so', async () => {
    const said: string[] = [];
    const options = { host: '127.0.0.1', wanted: undefined, say: (text: string) => void said.push(text) };
    expect(await listenOnFreePort(listenUnless(), options)).toBe(4_000);
    expect(said).toEqual([]);
    expect(await listenOnFreePort(listenUnless(4_000, 4_001), options)).toBe(4_002);
    expect(said).toEqual(['Port 4000 is taken, so this is port 4002; PORT sets another.']);
  });

  it('takes no other than the one that was asked for', async () => {
    const options = { host: '127.0.0.1', wanted: 5_000, say: () => undefined };
    await expect(listenOnFreePort(listenUnless(5_000), options)).rejects.toThrow('Port 5000 is taken');
  });

  it('names the host that is not this machine and the port that needs more rights', async () => {
    const options = { host: '192.0.2.1', wanted: 80, say: () => undefined };
    const reject = (code: string) => () => Promise.reject(failing(code));
    await expect(listenOnFreePort(reject('EADDRNOTAVAIL'), options)).rejects.toThrow('HOST is 192.0.2.1');
    await expect(listenOnFreePort(reject('EACCES'), options)).rejects.toThrow('port 80');
  });
});
