/** One of the product's services as a process of its own. `settings`: `name`, `target`. */
import { createLogger } from '@corridor/config';
import { openService } from '@corridor/subgraph';
import { poolSize, services } from '../services.mjs';
import { settings, tell } from './process.mjs';

const logger = createLogger(settings.name, 'warn');
const service = await openService(services[settings.name], {
  target: settings.target,
  logger,
  poolSize,
});
await service.loaded;
tell({ url: (await service.listen('127.0.0.1', 0)).url });
