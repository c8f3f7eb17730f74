import fc from 'fast-check';
import { fetchFaults, placeFaults } from './faults.js';
import type { FaultPlan } from './faults.js';

/** How many cases are made of each operation, so that planning it pays. */
export const CASES_PER_OPERATION = 4;

export interface ArbitraryCase {
  readonly variables: readonly number[];
  readonly worldSeed: number;
  readonly faults: FaultPlan;
}

export interface ArbitraryOperation {
  readonly supergraph: number;
  readonly operation: readonly number[];
  readonly cases: readonly ArbitraryCase[];
}

// Without fast-check's bias to short lists and small numbers, which would make most operations alike.
const tape = (length: number) =>
  fc.noBias(fc.array(fc.nat({ max: 9999 }), { minLength: 0, maxLength: length, size: 'max' }));

const noFaults: fc.Arbitrary<FaultPlan> = fc.record({
  seed: fc.constant(0),
  placesPerMille: fc.constant(0),
  places: fc.constant([]),
  fetchesPerCent: fc.constant(0),
  fetches: fc.constant([]),
});

const someFaults: fc.Arbitrary<FaultPlan> = fc.record({
  seed: fc.nat({ max: 99_999 }),
  placesPerMille: fc.constantFrom(20, 80, 250),
  places: fc.subarray([...placeFaults]),
  fetchesPerCent: fc.constantFrom(0, 0, 20, 60),
  fetches: fc.subarray([...fetchFaults]),
});

/** Everything that an operation and its cases follow from; it shrinks to less of everything. */
export const arbitraryOperation = (supergraphs: number): fc.Arbitrary<ArbitraryOperation> =>
  fc.record({
    supergraph: fc.nat({ max: supergraphs - 1 }),
    operation: tape(320),
    cases: fc.array(
      fc.record({
        variables: tape(60),
        worldSeed: fc.nat({ max: 9999 }),
        faults: fc.oneof({ weight: 1, arbitrary: noFaults }, { weight: 3, arbitrary: someFaults }),
      }),
      { minLength: CASES_PER_OPERATION, maxLength: CASES_PER_OPERATION },
    ),
  });
