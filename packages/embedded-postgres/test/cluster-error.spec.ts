import { describe, expect, it } from '@jest/globals';
import { postgresDeath } from '../src/cluster-error.js';

describe('the death of a server', () => {
  it('is told with the reason, if the last lines of its log know one', () => {
    const log = 'PANIC:  could not write to file "pg_wal/xlogtemp.1": No space left on device';
    expect(postgresDeath(7, log).message).toBe(
      'PostgreSQL, process 7, ended unexpectedly: the disk is full.',
    );
    expect(postgresDeath(7, 'LOG:  starting').message).toBe('PostgreSQL, process 7, ended unexpectedly.');
    expect(postgresDeath(7, log)).toMatchObject({ code: 'DIED', detail: log });
  });
});
