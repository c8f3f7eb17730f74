import type { Logger } from '@corridor/config';
import type { PlainRequest } from '@corridor/http';
import {
  OperationTypeNode,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { CompiledOperations } from './compiled-operations.js';
import { maskError } from './mask-error.js';
import type { RequestContext } from './service.js';

export interface CompiledExecutionOptions<Context extends RequestContext> {
  readonly schema: GraphQLSchema;
  readonly createContext: (requestId: string) => Context;
  readonly maxAgeSeconds: number | undefined;
  readonly logger: Logger;
}

/** Executes a request without Apollo Server; undefined, and nothing was done, where only that can answer it. */
export type ExecuteCompiled = (
  request: PlainRequest,
  requestId: string,
  options?: { readonly isReading?: boolean },
) => Promise<FormattedExecutionResult | undefined>;

const notHere = {
  errors: [
    { message: 'A mutation is taken by itself, not in an array.', extensions: { code: 'BAD_REQUEST' } },
  ],
};

/**
 * Executes operations that were parsed, validated and compiled before, with the answers of Apollo Server. Their data
 * is the caller's to write into, except for the values of custom scalars, which are as the resolvers gave them.
 */
export function compiledExecution<Context extends RequestContext>({
  schema,
  createContext,
  maxAgeSeconds,
  logger,
}: CompiledExecutionOptions<Context>): ExecuteCompiled {
  const operations = new CompiledOperations(schema);
  const hint = maxAgeSeconds && { extensions: { cacheControl: `max-age=${maxAgeSeconds}, public` } };

  const format = (error: GraphQLError) => {
    const code = error.extensions['code'] ?? 'INTERNAL_SERVER_ERROR';
    return maskError({ ...error.toJSON(), extensions: { ...error.extensions, code } }, error, logger);
  };
  const toAnswer = (
    { data, errors }: ExecutionResult,
    kind: OperationTypeNode,
  ): FormattedExecutionResult | undefined => {
    if (data === undefined) return undefined; // the variables are wrong
    if (errors) return { errors: errors.map(format), data };
    return kind === OperationTypeNode.QUERY ? { data, ...hint } : { data };
  };

  return async ({ query, operationName, variables }, requestId, { isReading = false } = {}) => {
    const operation = operations.find(query, operationName);
    if (!operation) return undefined;
    if (isReading && operation.kind !== OperationTypeNode.QUERY) return notHere;
    const contextValue = createContext(requestId);
    return toAnswer(await operation.execute({ contextValue, variableValues: variables }), operation.kind);
  };
}
