import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../operations/mask-errors.js';

export const cacheableFor = 'public, max-age=0, must-revalidate';

/** Gives an answer its tag, if it is whole: with an error in it, the next try may bring more. */
export const tagAnswers: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response: { body, http }, contextValue: { entityTag } }) => {
      if (!entityTag || body.kind !== 'single') return;
      const { data, errors, extensions } = body.singleResult;
      if (!data || errors || extensions) return;
      http.headers.set('etag', entityTag);
      http.headers.set('cache-control', cacheableFor);
      http.headers.set('vary', 'accept');
    },
  }),
};
