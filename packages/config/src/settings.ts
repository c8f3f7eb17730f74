import { z } from 'zod';

/** A setting with a value that cannot be used; its message names every such variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads an application's settings from environment variables.
 * @param shape one zod type per variable; an empty string counts as not set
 * @throws ConfigError naming each bad variable and what was expected (never its value: it may be a secret)
 */
export function readSettings<Shape extends z.ZodRawShape>(
  env: Readonly<Record<string, string | undefined>>,
  shape: Shape,
): z.infer<z.ZodObject<Shape>> {
  const given = Object.fromEntries(
    Object.keys(shape).flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  );
  const result = z.object(shape).safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`Settings that cannot be used: ${problems.join('; ')}`);
}
