import { runService } from '@corridor/subgraph';
import { projects } from './service.js';

await runService(projects, process.env, 4002);
