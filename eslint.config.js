import tseslint from 'typescript-eslint';

/**
 * Which room may name what (docs/decisions/0006-rooms-by-lint.md). A pattern matches a package name and the path of
 * a local import alike.
 */
const graphql = ['graphql', 'graphql/*', '@apollo/*'];
const sql = ['typeorm', 'pg', '@corridor/database'];
const http = ['node:http', 'node:https', 'fastify', 'undici', '@corridor/http'];
const services = ['@corridor/countries', '@corridor/projects', '@corridor/events'];

const room = (name, files, never, alsoNever = []) => ({
  name: `room: ${name}`,
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [...never, ...alsoNever].map((group) => ({
          group: [group],
          message: `${name} never names this`,
        })),
      },
    ],
  },
});

const noEnvironment = {
  'no-restricted-properties': [
    'error',
    { object: 'process', property: 'env', message: 'the environment is read in one file per application' },
  ],
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '.corridor/**',
      'benchmarks/**',
      '**/*.mjs',
      '*.js',
      '**/*.d.ts',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname ?? '.' },
    },
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
      'no-console': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/src/**/*.ts'],
    ignores: ['**/src/main.ts', '**/src/commands/*.ts', 'packages/testkit/**'],
    rules: noEnvironment,
  },
  {
    files: ['**/test/**/*.ts', '**/test-mirror/**/*.ts', 'tests/**/*.ts'],
    rules: {
      'max-lines': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  room(
    'a resolver',
    ['services/*/src/resolvers/**/*.ts'],
    [...sql, ...http, ...services, '**/stores/**', '**/entities/**'],
    ['node:process'],
  ),
  room(
    'a loader',
    ['services/*/src/loaders.ts', 'services/*/src/loaders/**/*.ts'],
    [...graphql, ...http, ...services, 'typeorm', 'pg'],
  ),
  room(
    'a store',
    ['services/*/src/stores/**/*.ts'],
    [...graphql, ...http, ...services, 'dataloader', '@corridor/loaders', '@corridor/subgraph'],
  ),
  room(
    'an entity',
    ['services/*/src/entities/**/*.ts'],
    [...graphql, ...http, ...services, '**/stores/**', '**/resolvers/**'],
  ),
  room(
    'an importer',
    ['services/*/src/importers/**/*.ts'],
    [...graphql, ...http, ...services, '**/resolvers/**'],
  ),
  room(
    'a fact reader',
    ['services/*/src/facts/**/*.ts'],
    [...graphql, ...http, ...services, 'pg', '**/stores/**', '**/resolvers/**'],
  ),
  room(
    'the gateway',
    ['gateway/src/**/*.ts'],
    [...sql, ...services, '@corridor/facts', '@corridor/subgraph'],
  ),
  room('the engine', ['packages/federation-engine/src/**/*.ts'], ['@corridor/*', 'typeorm', 'pg', 'fastify']),
  room(
    'compiled execution',
    ['packages/compiled-execution/src/**/*.ts'],
    ['@corridor/*', '@apollo/*', ...http],
  ),
  room(
    'a package',
    ['packages/!(testkit|federation-engine|compiled-execution)/src/**/*.ts'],
    [...services, '@corridor/gateway', '@corridor/launcher'],
  ),
);
