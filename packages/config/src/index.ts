export { createLogger, type Logger } from './logger.js';
export { ConfigError, readSettings } from './settings.js';
export { boolean, list, port, positiveInteger, wholeNumber } from './setting-types.js';
