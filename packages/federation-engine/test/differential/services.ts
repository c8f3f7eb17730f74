import { execute, parse } from 'graphql';
import type { DocumentNode, ExecutionResult } from 'graphql';
import type { ComposedSupergraph } from './composed-supergraph.js';
import { damageAnswer, fetchFault } from './faults.js';
import type { Answer, FaultPlan, FetchFault, PlaceFault } from './faults.js';
import { canonicalJson } from './hash.js';
import { resolveField } from './world.js';
import type { World } from './world.js';

/** What a service says to one fetch: a JSON text, or nothing at all. */
export type ServiceAnswer = string | undefined;

/**
 * The services of one supergraph in one case. Answers depend on nothing but the service, the operation and the
 * variables, so that both executors are told the same.
 */
export class Services {
  readonly faultsDone = new Set<PlaceFault | FetchFault>();
  readonly fetches: { readonly service: string; readonly operation: string; readonly variables: string }[] =
    [];
  private readonly answers = new Map<string, Promise<ServiceAnswer>>();

  constructor(
    private readonly supergraph: ComposedSupergraph,
    private readonly world: World,
    private readonly faults: FaultPlan,
    private readonly documents: Map<string, DocumentNode>,
  ) {}

  answer(service: string, operation: string, variables: string): Promise<ServiceAnswer> {
    const key = `${service}\n${operation}\n${variables}`;
    const known = this.answers.get(key);
    if (known !== undefined) return known;
    const answer = this.compute(service, operation, variables);
    this.answers.set(key, answer);
    this.fetches.push({ service, operation, variables });
    return answer;
  }

  private async compute(service: string, operation: string, variablesText: string): Promise<ServiceAnswer> {
    const variables = JSON.parse(variablesText) as Record<string, unknown>;
    const given = variables['representations'];
    const damage = {
      plan: this.faults,
      service,
      operation,
      representations: Array.isArray(given) ? given.map(canonicalJson) : [],
      note: (fault: PlaceFault | FetchFault) => this.faultsDone.add(fault),
    };
    if (fetchFault(damage) === 'no answer') {
      damage.note('no answer');
      return undefined;
    }
    const answer = await this.run(service, operation, variables);
    damageAnswer(answer, damage);
    return JSON.stringify(answer.errors.length === 0 ? { data: answer.data } : answer);
  }

  private async run(service: string, operation: string, variables: Record<string, unknown>): Promise<Answer> {
    const schema = this.supergraph.services.get(service);
    if (schema === undefined) throw new Error(`no service is called ${service}`);
    const document = this.documents.get(operation) ?? parse(operation, { noLocation: true });
    this.documents.set(operation, document);
    const result: ExecutionResult = await execute({
      schema,
      document,
      variableValues: variables,
      contextValue: this.world,
      fieldResolver: resolveField,
    });
    return JSON.parse(JSON.stringify({ data: result.data ?? null, errors: result.errors ?? [] })) as Answer;
  }
}
