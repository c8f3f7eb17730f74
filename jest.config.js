/**
 * One configuration for every workspace. Sources and tests are compiled by swc, as the build does, and workspaces
 * resolve to each other's sources, so that a test never runs against a stale build.
 */
const workspace = (folder) => `<rootDir>/${folder}/$1/src/index.ts`;

export default {
  rootDir: import.meta.dirname ?? new URL('.', import.meta.url).pathname,
  globalSetup: '<rootDir>/scripts/test-world.mjs',
  globalTeardown: '<rootDir>/scripts/test-world-end.mjs',
  testMatch: ['**/test/**/*.spec.ts', '<rootDir>/tests/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '<rootDir>/benchmarks/'],
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/benchmarks/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@corridor/(countries|projects|events)$': workspace('services'),
    '^@corridor/(gateway|launcher)$': '<rootDir>/$1/src/index.ts',
    '^@corridor/(.*)$': workspace('packages'),
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
          keepClassNames: true,
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  testTimeout: 60_000,
  workerIdleMemoryLimit: '700MB',
};
