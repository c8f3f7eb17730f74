import type { FastifyInstance } from 'fastify';

/** A request body that cannot be taken; its message is written for the client. */
export class BodyError extends Error {
  override readonly name = 'BodyError';
  constructor(
    readonly statusCode: number,
    message: string,
  ) {
    super(message);
  }
}

const jsonType = /^application\/json\s*(;\s*charset\s*=\s*"?utf-?8"?\s*)?;?\s*$/i;

function refuseForeignBodies(contentType: string | undefined, contentEncoding: string | undefined) {
  if (contentEncoding !== undefined && contentEncoding.toLowerCase() !== 'identity')
    throw new BodyError(415, 'A compressed request body is not taken; send it as it is.');
  if (contentType !== undefined && !jsonType.test(contentType))
    throw new BodyError(415, 'The request body must be application/json in UTF-8.');
}

/** Only JSON in UTF-8 is a request body here: no forms, no plain text, nothing compressed, no bytes that are not UTF-8. */
export function takeOnlyJson(app: FastifyInstance): void {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addHook('preParsing', async ({ method, headers }) => {
    if (method === 'GET' || method === 'HEAD') return; // they have no body
    refuseForeignBodies(headers['content-type'], headers['content-encoding']);
  });
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    let text: string;
    try {
      text = decoder.decode(body as Buffer);
    } catch {
      return done(new BodyError(400, 'The request body is not UTF-8.'));
    }
    return void parseJson(request, text, done);
  });
}
