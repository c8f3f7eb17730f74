import { explain } from './explain.js';
import { importData } from './import-data.js';
import { reset } from './reset.js';
import { startServices } from './start-services.js';
import { start } from './start.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A command of package.json: arguments and environment in, exit code out. */
export type Command = (args: readonly string[], env: Environment) => Promise<number>;

/** An error that a person can act on is one sentence and exit code 1; others are ours, and keep their stack. */
const withExplanation =
  (command: Command): Command =>
  async (args, env) => {
    try {
      return await command(args, env);
    } catch (error) {
      process.stderr.write(`${explain(error)}\n`);
      return 1;
    }
  };

/** The commands by the names they have in package.json. */
export const commands: Readonly<Record<string, Command>> = {
  start: withExplanation(start),
  'start-services': withExplanation(startServices),
  import: withExplanation(importData),
  reset: withExplanation(reset),
};

export { openGraph, type OpenGraph } from './open-graph.js';
export { toAddress } from './start-services.js';
