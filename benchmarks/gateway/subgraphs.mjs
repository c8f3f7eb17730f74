/** The process of all subgraphs; tells whoever started it the port of each. */
import { createExecutor } from './execute-service.mjs';
import { serveSubgraph } from './subgraph-server.mjs';
import { workloads } from './workloads.mjs';
import './end-with-parent.mjs';

const ports = {};
for (const { services } of Object.values(workloads))
  for (const [name, service] of Object.entries(services))
    ports[name] = await serveSubgraph(createExecutor(service));
process.send({ ports });
