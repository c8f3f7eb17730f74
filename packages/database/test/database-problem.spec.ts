import { describe, expect, it } from '@jest/globals';
import { describeUnreachable, ensureDatabase, toDatabaseProblem } from '../src/index.js';
import { checkServer, DatabaseProblem } from '../src/database-problem.js';

const target = { connectionString: 'postgres://li%20wei:open-sesame@db.example.org/atlas' };
const failure = (code: string, message: string) => Object.assign(new Error(message), { code });
const sentence = (code: string, message: string) =>
  (toDatabaseProblem(failure(code, message), target) as Error).message;

describe('a database that an operator must put right', () => {
  it('is named by server and user, never with its password', () => {
    const said = [
      sentence('28P01', 'password authentication failed for user "li wei"'),
      sentence('42501', 'permission denied for schema public'),
      sentence('53100', 'could not extend file'),
      sentence('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'),
      describeUnreachable(failure('ECONNREFUSED', 'connect'), target),
    ];
    expect(said).toEqual([
      'PostgreSQL at db.example.org:5432 does not let "li wei" in: password authentication failed for user "li wei".',
      'The user "li wei" lacks a right in the database atlas of PostgreSQL at db.example.org:5432: permission denied for schema public.',
      'PostgreSQL at db.example.org:5432 has no room left: the disk with its data is full.',
      'PostgreSQL at db.example.org:5432 cannot be reached over TLS: self-signed certificate.',
      'PostgreSQL at db.example.org:5432 cannot be reached (ECONNREFUSED)',
    ]);
  });

  it('is told from an error of ours, which stays as it is', () => {
    const ours = failure('42703', 'column "a" does not exist');
    expect(toDatabaseProblem(ours, target)).toBe(ours);
  });

  it('may be of a socket folder', () => {
    const socket = { host: '/run/postgresql', port: 5432, user: 'u', database: 'd' };
    expect(describeUnreachable(failure('ENOENT', ''), socket)).toMatch(/^PostgreSQL at \/run\/postgresql /);
  });

  it('is too old, or not of Unicode', () => {
    expect(() => checkServer(target, { version: 150_000, encoding: 'UTF8' })).not.toThrow();
    expect(() => checkServer(target, { version: 140_011, encoding: 'UTF8' })).toThrow(/is version 14; 15/);
    expect(() => checkServer(target, { version: 180_004, encoding: 'SQL_ASCII' })).toThrow(/SQL_ASCII/);
  });

  it('is not named by its address', async () => {
    const nameless = { connectionString: 'postgres://u:open-sesame@localhost' };
    await expect(ensureDatabase(nameless)).rejects.toBeInstanceOf(DatabaseProblem);
    await expect(ensureDatabase(nameless)).rejects.not.toThrow(/sesame/);
  });
});
