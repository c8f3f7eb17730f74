import type { GraphQLError } from 'graphql';
import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import { ClientCall } from '../../src/client-call.js';
import { prepareOperation } from '../../src/prepare-operation.js';
import type { PreparedOperation } from '../../src/prepare-operation.js';
import { readAnswer } from '../../src/subgraph/read-answer.js';
import { SubgraphFailure } from '../../src/subgraph/subgraph.js';
import type { Subgraph } from '../../src/subgraph/subgraph.js';
import type { ComposedSupergraph } from './composed-supergraph.js';
import type { Services } from './services.js';
import { Turns } from './turns.js';

export interface EngineResult {
  readonly json: string;
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly GraphQLError[];
  /** All that the fetches brought, merged, before the answer is completed. */
  readonly merged: Record<string, unknown>;
}

export function prepareForEngine(
  { apiSchema, facts }: ComposedSupergraph,
  document: DocumentNode,
  plan: QueryPlan,
): PreparedOperation {
  return prepareOperation({ schema: apiSchema, document, plan, facts });
}

/** Runs a plan as the engine does, its fetches answered by the same services as stock's. */
export async function executeWithEngine(
  { services: schemas }: ComposedSupergraph,
  prepared: PreparedOperation,
  variables: Readonly<Record<string, unknown>>,
  services: Pick<Services, 'answer'>,
): Promise<EngineResult> {
  const turns = new Turns();
  const subgraphs = new Map([...schemas.keys()].map((name) => [name, subgraph(name, services, turns)]));
  const call = new ClientCall({}, 60_000);
  const { json, errors, fetches } = await turns.finish(prepared.execute({ variables, subgraphs, call }));
  return { json, data: JSON.parse(json) as Record<string, unknown> | null, errors, merged: fetches.data };
}

function subgraph(name: string, services: Pick<Services, 'answer'>, turns: Turns): Subgraph {
  return {
    name,
    async fetch({ operation, variables }) {
      const answer = await turns.take(`${name} ${operation.text}`, () =>
        services.answer(name, operation.text, variables),
      );
      if (answer === undefined) throw new SubgraphFailure(name, 'unreachable', 'no answer');
      return readAnswer(name, JSON.parse(answer));
    },
    async close() {},
  };
}
