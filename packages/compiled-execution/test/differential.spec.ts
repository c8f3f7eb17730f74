import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  execute,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
} from 'graphql';
import { compileOperation } from '../src/index.js';
import { OperationWriter } from './random-operation.js';
import { createTestSchema, type TestSchema, type World } from './random-world.js';
import { Random } from './random.js';

const schemas = Array.from({ length: 24 }, (_, seed) => createTestSchema(seed));
const seed = Number(process.env['SEED'] ?? 20_261);
const numRuns = Number(process.env['RUNS'] ?? 700);

interface Case extends World {
  readonly schema: number;
  readonly size: number;
}

const cases = fc.record({
  schema: fc.noBias(fc.nat({ max: schemas.length - 1 })),
  seed: fc.noBias(fc.nat()),
  size: fc.noBias(fc.integer({ min: 0, max: 4 })),
  faults: fc.constantFrom(0, 0.05, 0.3),
});

const seen = { valid: 0, invalid: 0, withErrors: 0, nulled: 0, promised: 0, distinct: new Set<string>() };

function prepare(given: Case) {
  const schemaPair = schemas[given.schema]!;
  const operation = new OperationWriter(schemaPair.schema, new Random(given.seed)).write(given.size);
  const document = parse(operation.text);
  const problems = validate(schemaPair.schema, document);
  if (problems.length > 0) seen.invalid++;
  fc.pre(problems.length === 0);
  seen.valid++;
  seen.distinct.add(operation.text);
  return { ...schemaPair, ...operation, document };
}

const describeError = ({ message, path, locations, extensions, originalError }: GraphQLError) => ({
  message,
  path,
  locations,
  extensions,
  cause: originalError === undefined ? undefined : String(originalError),
});

const describe = ({ data, errors, ...others }: ExecutionResult) => ({
  data: JSON.stringify(data),
  errors: errors?.map(describeError),
  others,
});

const requestOf = (world: World, variableValues: Record<string, unknown>) => ({
  rootValue: { root: true },
  contextValue: world,
  variableValues,
});

test('what is there at once is answered word for word as by graphql-js, errors in the same order', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const world = { ...given, promises: 0 };
      const { schema, document, variables } = prepare(world);
      const compiled = compileOperation(schema, document);
      const request = requestOf(world, variables);
      const expected = execute({ schema, document, ...request }) as ExecutionResult;
      const actual = [compiled.execute(request), compiled.execute(request)];
      if (expected.errors) seen.withErrors++;
      for (const each of actual) expect(describe(each as ExecutionResult)).toEqual(describe(expected));
    }),
    { seed, numRuns },
  );
});

/** Where null stands in an answer for an error: at its path, or above. */
function nulledPlace(data: unknown, path: readonly (string | number)[] = []): string {
  let value = data;
  const place: (string | number)[] = [];
  for (const key of path) {
    if (value === null || value === undefined) break;
    place.push(key);
    value = (value as Record<string | number, unknown>)[key];
  }
  return JSON.stringify(place);
}

const signature = ({ path, message }: GraphQLError) => JSON.stringify([path, message]);

/** Every error that can come of an operation: those of the same schema without a `!`, where none hides another. */
async function listPossible(lenient: TestSchema['lenient'], document: DocumentNode, request: object) {
  const { data, errors = [] } = await executeWithGraphqlJs({ schema: lenient, document, ...request });
  const signatures = new Set(errors.map(signature));
  return (error: GraphQLError) => {
    if (!error.message.startsWith('Cannot return null')) return signatures.has(signature(error));
    const value = error.path?.reduce<unknown>(
      (at, key) => (at as Record<string | number, unknown>)?.[key],
      data,
    );
    return value === null;
  };
}

/**
 * What graphql-js answers. It leaves rejections of what it no longer needs unhandled, which would end the run; ours
 * handles all of them, so only this is run with an eye closed.
 */
async function executeWithGraphqlJs(args: Parameters<typeof execute>[0]): Promise<ExecutionResult> {
  const { then } = Promise.prototype;
  Promise.prototype.then = function <Value, Error>(
    this: Promise<unknown>,
    ...handlers: Parameters<Promise<unknown>['then']>
  ) {
    const derived = then.apply(this, handlers) as Promise<Value | Error>;
    void then.call(derived, undefined, () => undefined);
    return derived;
  } as typeof then;
  try {
    const result = await execute(args);
    for (let turn = 0; turn < 60; turn++) await new Promise((resolve) => setImmediate(resolve));
    return result;
  } finally {
    Promise.prototype.then = then;
  }
}

test('what comes later is answered as by graphql-js, which of several errors below one null aside', async () => {
  await fc.assert(
    fc.asyncProperty(cases, fc.constantFrom(0.05, 0.3, 0.9), async (given, promises) => {
      const world = { ...given, promises };
      const { schema, lenient, document, variables } = prepare(world);
      const request = requestOf(world, variables);
      const expected = await executeWithGraphqlJs({ schema, document, ...request });
      const actual = await compileOperation(schema, document).execute(request);
      seen.promised++;
      expect(JSON.stringify(actual.data)).toBe(JSON.stringify(expected.data));
      expect(Object.keys(actual)).toEqual(Object.keys(expected));
      if (expected.data === undefined) return expect(describe(actual)).toEqual(describe(expected));
      const placesOf = ({ errors = [] }: ExecutionResult) =>
        new Set(errors.map(({ path }) => nulledPlace(expected.data, path)));
      expect(placesOf(actual)).toEqual(placesOf(expected));
      const isPossible = await listPossible(lenient, document, request);
      const signatures = (actual.errors ?? []).map(signature);
      expect(new Set(signatures).size).toBe(signatures.length);
      for (const error of actual.errors ?? []) {
        if (!isPossible(error)) throw new Error(`an error out of nowhere: ${signature(error)}`);
        const twin = expected.errors!.find((other) => signature(other) === signature(error));
        if (twin) expect(describeError(error)).toEqual(describeError(twin));
        else seen.nulled++;
      }
      const own = (errors: readonly GraphQLError[] = []) =>
        errors
          .filter(({ path }) => nulledPlace(expected.data, path) === JSON.stringify(path))
          .map(signature)
          .sort();
      // An error where null may stand is listed unless something else took the place's null away.
      for (const each of own(expected.errors)) expect(own(actual.errors)).toContain(each);
    }),
    { seed: seed + 1, numRuns },
  );
});

test('the generated operations are many and valid', () => {
  const { distinct, ...counts } = seen;
  process.stdout.write(
    `compiled execution, seed ${seed}: ${JSON.stringify({ ...counts, distinct: distinct.size })}\n`,
  );
  expect(seen.valid).toBeGreaterThan(seen.invalid);
  expect(distinct.size).toBeGreaterThan(numRuns);
  expect(seen.withErrors).toBeGreaterThan(numRuns / 10);
});
