import type { GraphQLError } from 'graphql';
import { changedTags } from '../cache/entity-tags.js';
import type { Call } from '../call.js';
import { isObject, ownValue, type JsonObject } from '../own-value.js';
import type { FetchStep, Step } from '../plan/compile-plan.js';
import { collectObjects } from '../plan/response-path.js';
import { SubgraphFailure, type Subgraph, type SubgraphAnswer } from '../subgraph/subgraph.js';
import { mergeInto } from './merge.js';
import { toClientErrors, toFailureError, type Fetched } from './subgraph-errors.js';

export interface ExecutionOptions {
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  readonly call: Call;
  /** The client's variables, as given. */
  readonly variables: JsonObject;
  /** Values of the Boolean variables that parts of the plan depend on. */
  readonly conditions: ReadonlyMap<string, boolean>;
}

/** What the fetches of one operation brought. */
export interface Fetches {
  readonly data: JsonObject;
  readonly errors: readonly GraphQLError[];
  /** The `Cache-Control` of every answer; undefined stands for one without, or for a fetch that failed. */
  readonly cacheControls: readonly (string | undefined)[];
  /** The names of what subgraphs said has changed (`extensions.changed`). */
  readonly changed: readonly string[];
}

const invalidData = { code: 'INVALID_SUBGRAPH_DATA' };

interface Representations {
  readonly texts: readonly string[];
  /** For each text the positions of the objects that it stands for. */
  readonly objectsOf: readonly (readonly number[])[];
}

/** Each distinct representation once: a list often names one entity many times. */
function writeRepresentations(
  objects: readonly JsonObject[],
  write: NonNullable<FetchStep['writeRepresentation']>,
): Representations {
  const objectsByText = new Map<string, number[]>();
  for (let index = 0; index < objects.length; index++) {
    const text = write(objects[index] as JsonObject);
    if (text === undefined) continue;
    const sharers = objectsByText.get(text);
    if (sharers) sharers.push(index);
    else objectsByText.set(text, [index]);
  }
  return { texts: [...objectsByText.keys()], objectsOf: [...objectsByText.values()] };
}

/** Runs the steps of one operation and gathers what they bring. */
class Execution implements Fetches {
  readonly data: JsonObject = {};
  readonly errors: GraphQLError[] = [];
  readonly cacheControls: (string | undefined)[] = [];
  readonly changed: string[] = [];
  private readonly variableTexts = new Map<string, string | undefined>();

  constructor(private readonly options: ExecutionOptions) {}

  run(step: Step): Promise<unknown> | undefined {
    switch (step.kind) {
      case 'fetch':
        return this.fetch(step);
      case 'sequence':
        return this.runInSequence(step.steps);
      case 'parallel':
        return this.runInParallel(step.steps);
      case 'condition': {
        const chosen = this.options.conditions.get(step.variable) ? step.whenTrue : step.whenFalse;
        return chosen && this.run(chosen);
      }
    }
  }

  private runInParallel(steps: readonly Step[]): Promise<unknown> {
    const running: Promise<unknown>[] = [];
    for (const step of steps) {
      const run = this.run(step);
      if (run) running.push(run);
    }
    return Promise.all(running);
  }

  private async runInSequence(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      if (this.options.call.isCancelled) return;
      await this.run(step);
    }
  }

  private fetch(step: FetchStep): Promise<void> | undefined {
    const objects = collectObjects(this.data, step.path);
    if (objects.length === 0) return undefined;
    if (!step.writeRepresentation) return this.fetchInto(objects, step);
    const representations = writeRepresentations(objects, step.writeRepresentation);
    return representations.texts.length === 0
      ? undefined
      : this.fetchEntities(objects, step, representations);
  }

  private async fetchInto(objects: readonly JsonObject[], step: FetchStep): Promise<void> {
    const answer = await this.ask(step, this.writeVariables(step, undefined), []);
    if (!answer?.data) return;
    step.rewrite?.(answer.data);
    for (const object of objects) mergeInto(object, answer.data);
  }

  private async fetchEntities(
    objects: readonly JsonObject[],
    step: FetchStep,
    { texts, objectsOf }: Representations,
  ): Promise<void> {
    const variables = this.writeVariables(step, `"representations":[${texts.join(',')}]`);
    const answer = await this.ask(step, variables, objectsOf);
    if (!answer?.data) return;
    const entities = answer.data['_entities'];
    if (!Array.isArray(entities) || entities.length !== texts.length) {
      if (!answer.errors)
        this.fail(
          step,
          new SubgraphFailure(step.subgraph, 'not GraphQL', `${texts.length} entities were asked for`),
        );
      return;
    }
    entities.forEach((entity: unknown, index) => {
      const positions = objectsOf[index] as readonly number[];
      if (entity === null || entity === undefined) return;
      if (!isObject(entity)) {
        const error = {
          message: 'An entity is no object.',
          path: ['_entities', index],
          extensions: invalidData,
        };
        this.errors.push(...toClientErrors([error], { step, data: this.data, objectsOf }));
        return;
      }
      const received = entity;
      // Of an interface object the subgraph knows the interface only; which type it is was known before.
      const isNameless = !received['__typename'] || step.isAbstract(received['__typename']);
      if (isNameless) received['__typename'] = (objects[positions[0] as number] as JsonObject)['__typename'];
      step.rewrite?.(received);
      if (isNameless) delete received['__typename'];
      for (const position of positions) mergeInto(objects[position] as JsonObject, received);
    });
  }

  /** The subgraph's answer, its errors noted; undefined when there is none. */
  private async ask(
    step: FetchStep,
    variables: string,
    objectsOf: Fetched['objectsOf'],
  ): Promise<SubgraphAnswer | undefined> {
    const { subgraphs, call } = this.options;
    try {
      const subgraph = subgraphs.get(step.subgraph);
      if (!subgraph) throw new Error(`the supergraph names a subgraph that has no place: ${step.subgraph}`);
      const answer = await subgraph.fetch({ operation: step.operation, variables, call });
      this.cacheControls.push(answer.cacheControl);
      this.changed.push(...changedTags(answer.extensions));
      if (answer.errors)
        this.errors.push(...toClientErrors(answer.errors, { step, data: this.data, objectsOf }));
      return answer;
    } catch (error) {
      this.fail(step, error);
      return undefined;
    }
  }

  private fail(step: FetchStep, error: unknown): void {
    this.cacheControls.push(undefined);
    this.errors.push(toFailureError(error, step.subgraph));
  }

  private writeVariables({ variables }: FetchStep, representations: string | undefined): string {
    let text = representations ?? '';
    for (const name of variables) {
      const value = this.writeVariable(name);
      if (value !== undefined) text += `${text && ','}${JSON.stringify(name)}:${value}`;
    }
    return `{${text}}`;
  }

  private writeVariable(name: string): string | undefined {
    if (this.variableTexts.has(name)) return this.variableTexts.get(name);
    const value = ownValue(this.options.variables, name);
    const text = value === undefined ? undefined : JSON.stringify(value);
    this.variableTexts.set(name, text);
    return text;
  }
}

/** Runs a compiled plan. Never rejects: a fetch that fails is an error among others, and the rest goes on. */
export async function executePlan(plan: Step | undefined, options: ExecutionOptions): Promise<Fetches> {
  const execution = new Execution(options);
  if (plan) await execution.run(plan);
  return execution;
}
