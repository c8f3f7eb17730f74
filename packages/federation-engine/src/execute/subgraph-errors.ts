import { GraphQLError } from 'graphql';
import type { FetchStep } from '../plan/compile-plan.js';
import { collectPlaces } from '../plan/response-path.js';
import { SubgraphFailure, type SubgraphError } from '../subgraph/subgraph.js';

type Place = readonly (string | number)[];

/** What a fetch was about, to say where its errors belong. */
export interface Fetched {
  readonly step: FetchStep;
  /** The data of the whole answer, as far as it is there. */
  readonly data: unknown;
  /** Which of the objects at the fetch's path each representation stood for. */
  readonly objectsOf: readonly (readonly number[])[];
}

function toError(
  { message, extensions }: SubgraphError,
  serviceName: string,
  path: Place | undefined,
): GraphQLError {
  // Apollo Server reads status and headers of its answer from `http`: those are not a subgraph's to choose.
  const passed: Record<string, unknown> = { code: 'DOWNSTREAM_SERVICE_ERROR', ...extensions, serviceName };
  delete passed['http'];
  return new GraphQLError(message || `Error while fetching from service "${serviceName}"`, {
    ...(path && { path: [...path] }),
    extensions: passed,
  });
}

/**
 * A subgraph's errors, their paths those of the client's answer. An error in an entity that several places share is
 * told for each of them.
 */
export function toClientErrors(
  errors: readonly SubgraphError[],
  { step, data, objectsOf }: Fetched,
): GraphQLError[] {
  let places: Place[] | undefined;
  const findPlaces = () => (places ??= collectPlaces(data, step.path));
  return errors.flatMap((error) => {
    const { path } = error;
    if (!path) return [toError(error, step.subgraph, undefined)];
    if (!step.writeRepresentation) {
      if (step.path.length === 0) return [toError(error, step.subgraph, path)];
      return findPlaces().map((place) => toError(error, step.subgraph, [...place, ...path]));
    }
    const [, representation, ...rest] = path;
    const objects = typeof representation === 'number' ? (objectsOf[representation] ?? []) : [];
    const affected = objects.flatMap((index) => findPlaces()[index] ?? []);
    if (affected.length === 0) return [toError(error, step.subgraph, undefined)];
    return objects.map((index) =>
      toError(error, step.subgraph, [...(findPlaces()[index] as Place), ...rest]),
    );
  });
}

/** The one error of a fetch that brought no answer. It names the subgraph and nothing of how it failed. */
export function toFailureError(error: unknown, subgraph: string): GraphQLError {
  const isFailure = error instanceof SubgraphFailure;
  return new GraphQLError(
    isFailure ? `The ${subgraph} service is not available.` : `The ${subgraph} service could not be asked.`,
    {
      originalError: error instanceof Error ? error : new Error(String(error)),
      extensions: {
        code: isFailure ? 'SERVICE_UNAVAILABLE' : 'INTERNAL_SERVER_ERROR',
        serviceName: subgraph,
      },
    },
  );
}
