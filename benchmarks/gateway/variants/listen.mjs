/** How a variant's process begins and ends. */
import { readFileSync } from 'node:fs';
import '../end-with-parent.mjs';

/**
 * What the process was started for: `supergraphFile`, `urls` of the subgraphs by name, `workload` by name and what
 * the variant alone understands.
 */
export const settings = JSON.parse(process.argv[2] ?? '{}');
export const readSupergraph = () => readFileSync(settings.supergraphFile, 'utf8');

export const tellUrl = (url) => process.send({ url });

/** Listens at a free port of loopback and tells whoever started the process. */
export const listen = (server) =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', 1_024, () => {
      tellUrl(`http://127.0.0.1:${server.address().port}/graphql`);
      resolve();
    });
  });
