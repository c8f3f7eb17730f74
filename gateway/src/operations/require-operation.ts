import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';

/** A request whose `operationName` is not in its document is the client's mistake; the gateway alone would say 500. */
export const requireOperation: ApolloServerPlugin = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, request }) => {
      if (operation as unknown) return;
      const message = request.operationName
        ? 'operationName: the document has no operation of this name.'
        : 'operationName: say which of the document’s operations to execute.';
      throw new GraphQLError(message, {
        extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } },
      });
    },
  }),
};
