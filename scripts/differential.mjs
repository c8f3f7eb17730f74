/**
 * Compares the engine with the stock executor over many generated cases (CASES, 20,000 by default; SEED, 0 by
 * default) and prints what was in them. Fails when an answer differs, or when the plans were too much alike.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cases = Number(process.env.CASES ?? 20_000);
const plansWanted = Math.min(3_000, Math.floor(cases * 0.15));
const folder = mkdtempSync(join(tmpdir(), 'differential-'));
const startedAt = performance.now();
const { status } = spawnSync(
  process.execPath,
  [
    fileURLToPath(new URL('jest.mjs', import.meta.url)),
    'packages/federation-engine/test/differential/differential-',
    ...process.argv.slice(2),
  ],
  {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, CASES: String(cases), TALLY: folder },
    stdio: 'inherit',
  },
);
const parts = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
rmSync(folder, { recursive: true });

const plans = new Set(parts.flatMap((part) => part.plans));
const counts = new Map();
for (const part of parts)
  for (const [name, count] of Object.entries(part.counts)) counts.set(name, (counts.get(name) ?? 0) + count);
const total = parts.reduce((sum, part) => sum + part.cases, 0);
const seconds = ((performance.now() - startedAt) / 1000).toFixed();

for (const [name, count] of [...counts].sort()) console.log(`${String(count).padStart(7)}  ${name}`);
console.log(`${total} cases, ${plans.size} distinct plans, seed ${process.env.SEED ?? 0}, ${seconds} s`);
if (plans.size < plansWanted) console.error(`There should be ${plansWanted} distinct plans at least.`);
process.exit(status === 0 && plans.size >= plansWanted ? 0 : 1);
