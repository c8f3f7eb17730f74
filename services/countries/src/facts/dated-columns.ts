import { factColumns, validDays } from '@corridor/facts';

/**
 * The columns of a dated fact.
 * @throws FactError at the record's line when it cites a source that no file defines, or ends before it begins
 */
export const datedColumns = (...args: Parameters<typeof factColumns>) => ({
  ...factColumns(...args),
  ...validDays(args[1]),
});
