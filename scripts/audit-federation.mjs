/**
 * Runs the public federation audit against a gateway: `node scripts/audit-federation.mjs <folder of
 * graphql-hive/federation-gateway-audit> [--engine=ours|stock] [--group <id>]`. Subgraphs, cases and the comparison
 * are the suite's own. Prints a line per group, a dot for a case passed and an X for one failed; with --group the
 * difference of each failed case too. Ends with code 1 when a case fails.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gateways } from './audit/gateways.mjs';
import { openSuite } from './audit/suite.mjs';

process.env.APOLLO_TELEMETRY_DISABLED = '1';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { engine: { type: 'string', default: 'ours' }, group: { type: 'string' } },
});

async function auditGroup(suite, openGateway, id) {
  const gateway = await openGateway(await suite.supergraphOf(id));
  try {
    return await suite.judge(id, gateway.url);
  } finally {
    await gateway.close();
  }
}

function pickGroups(ids, group) {
  if (group === undefined) return ids;
  if (!ids.includes(group)) throw new Error(`No group ${group}; there are ${ids.join(', ')}`);
  return [group];
}

async function audit(folder, { engine, group }) {
  if (folder === undefined) throw new Error('Name the folder of graphql-hive/federation-gateway-audit');
  if (!Object.hasOwn(gateways, engine))
    throw new Error(`No engine ${engine}; there are ${Object.keys(gateways).join(', ')}`);
  const suite = await openSuite(path.resolve(folder));
  const all = [];
  try {
    for (const id of pickGroups(suite.ids, group)) {
      const verdicts = await auditGroup(suite, gateways[engine], id);
      all.push(...verdicts);
      console.log(`${id.padEnd(40)} ${verdicts.map(({ passed }) => (passed ? '.' : 'X')).join('')}`);
      if (group !== undefined)
        for (const { name, detail } of verdicts.filter(({ passed }) => !passed))
          console.log(`\n${name}\n${detail}`);
    }
  } finally {
    await suite.close();
  }
  const failed = all.filter(({ passed }) => !passed).length;
  console.log(`${all.length - failed} passed, ${failed} failed`);
  return failed;
}

try {
  if ((await audit(positionals[0], values)) > 0) process.exitCode = 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
