/** The codes an error of this graph can carry, beside those of the GraphQL protocol itself. */
export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'CONFLICT'
  | 'SERVICE_UNAVAILABLE'
  | 'INTERNAL_SERVER_ERROR';

/** An error whose message is written for the client. Every other error is masked before it leaves a service. */
export class ClientError extends Error {
  override readonly name = 'ClientError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions & { readonly argument?: string },
  ) {
    super(message, options);
    this.argument = options?.argument;
  }
  /** The argument that cannot be used, as a path such as `filter.bbox`. */
  readonly argument: string | undefined;
}

/** An argument that cannot be used; the message starts with its name. */
export const badInput = (argument: string, problem: string) =>
  new ClientError('BAD_USER_INPUT', `${argument}: ${problem}`, { argument });
