import { pino, type Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;

/**
 * A structured logger: one JSON object a line on standard error, so that standard output stays the user's.
 * @param name which part of the product speaks, such as `gateway`
 * @param level `fatal` … `trace`, or `silent`
 */
export function createLogger(name: string, level: string): Logger {
  return pino(
    {
      name,
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: ['*.password', '*.authorization', '*.connectionString'], remove: true },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
