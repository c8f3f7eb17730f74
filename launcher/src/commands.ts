export type Environment = Readonly<Record<string, string | undefined>>;

/** A command of package.json: arguments and environment in, exit code out. */
export type Command = (args: readonly string[], env: Environment) => Promise<number>;

/**
 * An error that a person can act on is one sentence and exit code 1; others are ours, and keep their stack. Each command
 * is imported only when it runs: the whole graph takes a second to import, which emptying a folder need not wait for.
 */
const withExplanation =
  (load: () => Promise<Command>): Command =>
  async (args, env) => {
    try {
      const command = await load();
      return await command(args, env);
    } catch (error) {
      if ((error as { code?: string }).code === 'ERR_MODULE_NOT_FOUND') throw error; // what explains may be missing too
      const { explain } = await import('./explain.js');
      process.stderr.write(`${explain(error)}\n`);
      return 1;
    }
  };

/** The commands by the names they have in package.json. */
export const commands: Readonly<Record<string, Command>> = {
  start: withExplanation(async () => (await import('./start.js')).start),
  'start-services': withExplanation(async () => (await import('./start-services.js')).startServices),
  import: withExplanation(async () => (await import('./import-data.js')).importData),
  reset: withExplanation(async () => (await import('./reset.js')).reset),
};
