import { expect, test } from '@jest/globals';
import { runDifferential } from './run-differential.js';

test('part 3 of the generated cases has the answers of the stock executor', async () => {
  const { cases, plans } = await runDifferential(3);
  expect(cases).toBeGreaterThan(0);
  expect(plans.length).toBeGreaterThan(cases / 7);
}, 900_000);
