import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { arbitraryOperation, CASES_PER_OPERATION } from './arbitrary-case.js';
import type { ArbitraryOperation } from './arbitrary-case.js';
import { composeSupergraph } from './composed-supergraph.js';
import type { ComposedSupergraph } from './composed-supergraph.js';
import { generateOperation, generateVariables } from './generate-operation.js';
import { describeCase, planOperation, runCase } from './run-case.js';
import { allSupergraphs } from './supergraphs/all-supergraphs.js';
import { Tally } from './tally.js';
import type { TallyReport } from './tally.js';
import { Tape } from './tape.js';

/** Into how many spec files, which Jest runs side by side, the cases are split. */
const PARTS = 4;

/** How long a failing case is made smaller. */
const SHRINKING_MS = 20_000;

/**
 * Runs one part of the cases: CASES of them in all parts (2,000 by default), from SEED (0 by default). With TALLY the
 * counts are written into that folder, for whoever adds them up.
 * @throws Error with seed, operation, variables, fault plan, plan and both answers, for the smallest case that fails
 */
export async function runDifferential(part: number): Promise<TallyReport> {
  const cases = Number(process.env['CASES'] ?? 2000) / PARTS;
  const seed = Number(process.env['SEED'] ?? 0) * PARTS + part;
  const supergraphs = allSupergraphs.map(composeSupergraph);
  const tally = new Tally();
  let failedAt = Infinity;
  const property = async (sample: ArbitraryOperation): Promise<void> => {
    if (performance.now() - failedAt > SHRINKING_MS) return;
    try {
      await compareOperation(supergraphs[sample.supergraph] as ComposedSupergraph, sample, tally);
    } catch (error) {
      failedAt = Math.min(failedAt, performance.now());
      throw error;
    }
  };
  await fc.assert(fc.asyncProperty(arbitraryOperation(supergraphs.length), property), {
    seed,
    // A few more, for those that the planner gives up.
    numRuns: Math.ceil((cases * 1.01) / CASES_PER_OPERATION),
  });
  const report = tally.report();
  const folder = process.env['TALLY'];
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `part-${part}.json`), JSON.stringify(report));
  }
  return report;
}

async function compareOperation(
  supergraph: ComposedSupergraph,
  sample: ArbitraryOperation,
  tally: Tally,
): Promise<void> {
  const generated = generateOperation(supergraph.apiSchema, new Tape(sample.operation), supergraph);
  const planned = planOperation(supergraph, generated.document);
  if (planned === undefined) return tally.addUnplanned();
  tally.addOperation(planned);
  for (const { variables, worldSeed, faults } of sample.cases) {
    const input = {
      variables: generateVariables(generated.variables, new Tape(variables)),
      worldSeed,
      faults,
    };
    const wrong = planned.prepared.checkVariables(input.variables);
    if (wrong.length > 0) throw new Error(`the generator gave wrong variables: ${wrong.map(String).join()}`);
    const result = await runCase(planned, input);
    tally.addCase(result);
    if (result.failures.length > 0) throw new Error(describeCase(planned, input, result));
  }
}
