import { z } from 'zod';

/** A whole number above zero, as environment variables give it: a string. */
export const positiveInteger = z.coerce.number({ error: 'must be a whole number' }).int().positive();

/** A whole number, 0 too. */
export const wholeNumber = z.coerce.number({ error: 'must be a whole number' }).int().min(0);

/** A TCP port; 0 lets the system choose. */
export const port = z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65_535);

/** A comma-separated list; empty entries are dropped. */
export const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);

/** `true`/`1`/`yes`/`on`, `false`/`0`/`no`/`off`. */
export const boolean = z.stringbool();
