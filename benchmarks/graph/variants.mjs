/** What is measured: processes, the first of which is asked, and how each is called in the table. */
import { fileURLToPath } from 'node:url';
import { startProcess } from '../gateway/child-processes.mjs';
import { operations } from './operations.mjs';

const start = (file, settings) =>
  startProcess(fileURLToPath(new URL(`variants/${file}.mjs`, import.meta.url)), { settings });

async function startServices(file, targets) {
  const started = await Promise.all(
    Object.entries(targets).map(async ([name, target]) => [name, await start(file, { name, target })]),
  );
  return {
    urls: Object.fromEntries(started.map(([name, { url }]) => [name, url])),
    pids: started.map(([, { pid }]) => pid),
  };
}

export const titles = {
  handWritten: 'hand-written, one process',
  oneProcess: '**product, one process**',
  processes: '**product, four processes**',
  stockGateway: 'stock gateway over the product’s services',
  stockStack: 'stock gateway, stock services',
};

/** Starts what is wanted; returns for each its url by operation and the processes whose time counts. */
export async function startVariants(targets, wanted) {
  const has = (name) => wanted.includes(name);
  const graphql = ({ url, pid }, pids = []) => ({ urlOf: () => url, pids: [pid, ...pids] });
  const variants = {};
  if (has('oneProcess')) variants.oneProcess = graphql(await start('gateway', { targets }));
  if (has('processes') || has('stockGateway')) {
    const { urls, pids } = await startServices('service', targets);
    if (has('processes')) variants.processes = graphql(await start('gateway', { urls }), pids);
    if (has('stockGateway'))
      variants.stockGateway = graphql(await start('gateway', { urls, env: { ENGINE: 'stock' } }), pids);
  }
  if (has('stockStack')) {
    const { urls, pids } = await startServices('stock-service', targets);
    variants.stockStack = graphql(await start('stock-gateway', { urls }), pids);
  }
  if (has('handWritten')) {
    const { recorded, stop } = await start('recorder', { targets });
    await stop();
    const { url, pid } = await start('hand-written', { targets, recorded, operations });
    variants.handWritten = { urlOf: ({ name }) => `${url}/${name}`, pids: [pid], answersOtherwise: true };
  }
  return variants;
}
