import base from './jest.config.js';

const { globalSetup, globalTeardown, ...rest } = base;

/** The tests that need a Redis (the Debian package redis-server), and no Postgres: `npm run test:redis`. */
export default { ...rest, testMatch: ['**/test-redis/**/*.spec.ts'] };
