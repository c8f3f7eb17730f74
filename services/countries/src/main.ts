import { runService } from '@corridor/subgraph';
import { countries } from './service.js';

await runService(countries, process.env, 4001);
