/**
 * Child process of the audit: serves the suite's subgraphs, `<the suite's src/index.ts> <port>`, until it is ended.
 * Started with the suite's own TypeScript loader.
 */
import { pathToFileURL } from 'node:url';

// The suite is written for Node 22; this is all that it needs of it.
Promise.withResolvers ??= function withResolvers() {
  let resolve, reject;
  const promise = new this((yes, no) => ([resolve, reject] = [yes, no]));
  return { promise, resolve, reject };
};

const [entry, port] = process.argv.slice(2);
const { serve } = await import(pathToFileURL(entry).href);
await serve(Number(port));
process.send('serving');
process.once('disconnect', () => process.exit()); // no orphan when the audit is killed
