import { test } from '@jest/globals';
import fc from 'fast-check';
import { writeFileSync, appendFileSync } from 'node:fs';
import { arbitraryOperation } from './arbitrary-case.js';
import { composeSupergraph } from './composed-supergraph.js';
import { generateOperation, generateVariables } from './generate-operation.js';
import { describeCase, planOperation, runCase } from './run-case.js';
import { allSupergraphs } from './supergraphs/all-supergraphs.js';
import { Tape } from './tape.js';

// Prints what differs, without stopping at the first.
test('probe', async () => {
  const only = process.env['ONLY'];
  const supergraphs = allSupergraphs.filter(({ name }) => !only || name === only).map(composeSupergraph);
  const number = Number(process.env['N'] ?? 300);
  const samples = fc.sample(arbitraryOperation(supergraphs.length), {
    numRuns: number,
    seed: Number(process.env['SEED'] ?? 1),
  });
  const byKind = new Map<string, { count: number; text: string }>();
  const tolerated = new Map<string, number>();
  let cases = 0,
    plan = 0,
    run = 0;
  const note = (kind: string, text: string) => {
    const known = byKind.get(kind);
    if (!known) byKind.set(kind, { count: 1, text });
    else {
      known.count++;
      if (text.length < known.text.length) known.text = text;
    }
  };
  for (const sample of samples) {
    const supergraph = supergraphs[sample.supergraph]!;
    let planned;
    let generated;
    appendFileSync('/tmp/differential/log.txt', JSON.stringify(sample) + '\n');
    const t0 = performance.now();
    try {
      generated = generateOperation(supergraph.apiSchema, new Tape(sample.operation), supergraph);
      planned = planOperation(supergraph, generated.document);
      if (!planned) throw new Error('unplanned');
    } catch (error) {
      appendFileSync(
        '/tmp/differential/slow.txt',
        `FAILED ${(performance.now() - t0).toFixed()} ${supergraph.name} ${String(error).slice(0, 80)}\n`,
      );
      note('cannot plan: ' + String(error).slice(0, 60), String((error as Error).stack));
      continue;
    }
    plan += performance.now() - t0;
    if (performance.now() - t0 > 200)
      appendFileSync(
        '/tmp/differential/slow.txt',
        `${(performance.now() - t0).toFixed()} ${supergraph.name}\n`,
      );
    for (const given of sample.cases) {
      cases++;
      const t1 = performance.now();
      const input = {
        variables: generateVariables(generated.variables, new Tape(given.variables)),
        worldSeed: given.worldSeed,
        faults: given.faults,
      };
      try {
        const result = await runCase(planned, input);
        for (const name of result.tolerated) tolerated.set(name, (tolerated.get(name) ?? 0) + 1);
        for (const failure of result.failures) {
          const kind =
            failure
              .replace(/[\[{].*[\]}]/g, '…')
              .replace(/"[^"]*"|\d+/g, '#')
              .slice(0, 90) +
            (result.stock.thrown
              ? ' [stock threw]'
              : result.stock.data === undefined
                ? ' [stock gave up]'
                : '') +
            (input.faults.places.length || input.faults.fetches.length ? ' [faults]' : '');
          note(kind, describeCase(planned, input, result));
        }
      } catch (error) {
        note('threw ' + String(error).slice(0, 60), describeThrown(error, planned, input));
      }
      run += performance.now() - t1;
      if (performance.now() - t1 > 200)
        appendFileSync(
          '/tmp/differential/slow.txt',
          `RUN ${(performance.now() - t1).toFixed()} ${supergraph.name}\n`,
        );
    }
  }
  const lines = [...byKind]
    .sort((a, b) => b[1].count - a[1].count)
    .map(([kind, { count, text }]) => `######## ${count} × ${kind}\n${text}\n`);
  writeFileSync(
    '/tmp/differential/probe.txt',
    `cases ${cases} plan ${plan.toFixed()} ms run ${run.toFixed()} ms\n${[...byKind].map(([k, v]) => `${v.count} × ${k}`).join('\n')}\ntolerated ${JSON.stringify([...tolerated])}\n\n${lines.join('\n')}`,
  );
}, 600000);
import { print } from 'graphql';
const describeThrown = (error: any, planned: any, input: any) =>
  `${error?.stack}\n${planned.supergraph.name}\n${print(planned.document)}\n${JSON.stringify(input)}`;
