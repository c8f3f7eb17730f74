/** Runs Jest for the workspace it is called from (or the paths given), with native ES modules switched on. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);
const paths =
  args.some((arg) => !arg.startsWith('-')) || process.cwd() + '/' === root ? [] : [process.cwd() + '/'];
const config = args.includes('--config') ? [] : [`--config=${root}jest.config.js`]; // given twice, the first would win
const { status } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    fileURLToPath(import.meta.resolve('jest/bin/jest')),
    ...config,
    ...paths,
    ...args,
  ],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
