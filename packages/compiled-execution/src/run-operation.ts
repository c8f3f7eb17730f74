import type { ExecutionResult, GraphQLError } from 'graphql';
import { createData, fillField } from './complete.js';
import type { Execution } from './execution.js';
import type { ObjectPlan } from './plan.js';
import type { Container } from './position.js';

/** Fills fields from `index` on, in mutations only until one has to be awaited; gives the index it came to. */
function fillFrom(execution: Execution, plan: ObjectPlan, data: Container, index: number, isSerial: boolean) {
  const { root } = execution.awaited;
  const before = root.pending;
  while (index < plan.fields.length && !(isSerial && root.pending > before))
    fillField(execution, plan.fields[index++]!, execution.rootValue, data, root);
  return index;
}

/**
 * Executes a planned operation.
 * @param isSerial whether each root field waits for the one before to be complete, as in a mutation
 */
export function runOperation(
  execution: Execution,
  plan: ObjectPlan,
  isSerial: boolean,
): ExecutionResult | Promise<ExecutionResult> {
  const { awaited } = execution;
  const { root, errors } = awaited;
  const data = createData(plan);
  let result: ExecutionResult | undefined;
  let deliver = (settled: ExecutionResult): void => void (result = settled);
  const finish = () => {
    const answer = root.isNulled ? null : data;
    deliver(errors.length === 0 ? { data: answer } : { errors, data: answer });
  };
  const continueAt = (index: number): void => {
    if (root.isNulled) return finish();
    awaited.hold(root); // so that nothing counts as settled before all is begun
    try {
      const next = fillFrom(execution, plan, data, index, isSerial);
      awaited.whenSettled = next < plan.fields.length ? () => continueAt(next) : finish;
    } catch (error) {
      root.isNulled = true;
      errors.push(error as GraphQLError); // fields throw none but located ones
      return finish();
    }
    awaited.release(root);
  };
  continueAt(0);
  return result ?? new Promise((resolve) => void (deliver = resolve));
}
