import { parseArgs } from 'node:util';
import { UserProblem } from './user-problem.js';

export interface ImportArguments {
  /** Data sets of the catalogue, paths and web addresses. */
  readonly inputs: readonly string[];
  readonly all: boolean;
  readonly format: string | undefined;
  readonly dryRun: boolean;
  readonly allowPrivate: boolean;
}

export const usage = `npm run import -- <data set, file, folder or address> … [--format <data set>] [--dry-run] [--allow-private]
npm run import -- --all`;

const options = {
  all: { type: 'boolean', default: false },
  format: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  'allow-private': { type: 'boolean', default: false },
} as const;

/** @throws UserProblem for an option that there is not, or none of what is to be imported */
export function readImportArguments(args: readonly string[]): ImportArguments {
  try {
    const { values, positionals: inputs } = parseArgs({ args: [...args], options, allowPositionals: true });
    const { all, format } = values;
    return { inputs, all, format, dryRun: values['dry-run'], allowPrivate: values['allow-private'] };
  } catch (error) {
    throw new UserProblem(`${(error as Error).message.split('. ')[0]}. It is used like this:\n${usage}`);
  }
}
