/** The entry of a planner's thread: opens the planner for the supergraph it is started with, then answers requests. */
import { parentPort, workerData } from 'node:worker_threads';
import { GraphQLError } from 'graphql';
import { createApolloPlanner } from './apollo-planner.js';
import {
  toPlainError,
  type PlannerMessage,
  type PlannerWorkerData,
  type PlanRequest,
} from './planner-messages.js';
import type { Planner } from './planner.js';
import { translatePlanningError } from './planning-errors.js';

const send = (message: PlannerMessage) => parentPort?.postMessage(message);

async function answer(planner: Planner, request: PlanRequest): Promise<void> {
  try {
    send({ kind: 'planned', plan: await planner.plan(request) });
  } catch (thrown) {
    const error = thrown instanceof GraphQLError ? thrown : translatePlanningError(thrown);
    send({ kind: 'refused', error: toPlainError(error) });
  }
}

function open(supergraphSdl: string): Planner | undefined {
  try {
    return createApolloPlanner(supergraphSdl);
  } catch (error) {
    send({ kind: 'broken', reason: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}

const planner = open((workerData as PlannerWorkerData).supergraphSdl);
if (planner) {
  parentPort?.on('message', (request: PlanRequest) => void answer(planner, request));
  send({ kind: 'opened', facts: planner.facts });
}
