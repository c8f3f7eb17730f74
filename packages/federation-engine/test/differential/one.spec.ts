import { test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { print } from 'graphql';
import { composeSupergraph } from './composed-supergraph.js';
import { generateOperation, generateVariables } from './generate-operation.js';
import { planOperation, runCase } from './run-case.js';
import { allSupergraphs } from './supergraphs/all-supergraphs.js';
import { Tape } from './tape.js';
test('one', async () => {
  const sample = JSON.parse(readFileSync('/tmp/differential/log.txt', 'utf8').trim().split('\n').at(-1)!);
  const supergraph = composeSupergraph(allSupergraphs[sample.supergraph]!);
  console.error(supergraph.name);
  const generated = generateOperation(supergraph.apiSchema, new Tape(sample.operation), supergraph);
  console.error(print(generated.document));
  const planned = planOperation(supergraph, generated.document);
  console.error('planned');
  for (const given of sample.cases) {
    const input = {
      variables: generateVariables(generated.variables, new Tape(given.variables)),
      worldSeed: given.worldSeed,
      faults: given.faults,
    };
    console.error(JSON.stringify(input));
    await runCase(planned, input);
  }
});
