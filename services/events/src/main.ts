import { runService } from '@corridor/subgraph';
import { events } from './service.js';

await runService(events, process.env, 4003);
