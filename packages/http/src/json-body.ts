import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { bodyReadEarly } from './early-answers.js';

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

/** Whether a content type is that of JSON in UTF-8. */
export const isJson = (contentType: string | undefined): boolean =>
  contentType === 'application/json' || (contentType !== undefined && jsonType.test(contentType));

function refuseForeignBodies(contentType: string | undefined, contentEncoding: string | undefined) {
  if (contentEncoding !== undefined && contentEncoding.toLowerCase() !== 'identity')
    throw new BodyError(415, 'A compressed request body is not taken; send it as it is.');
  if (contentType !== undefined && !isJson(contentType))
    throw new BodyError(415, 'The request body must be application/json in UTF-8.');
}

/** Only JSON in UTF-8 is a request body here: no forms, no plain text, nothing compressed, no bytes that are not UTF-8. */
export function takeOnlyJson(app: FastifyInstance): void {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addHook('preParsing', async ({ method, headers, raw }, _reply, payload) => {
    if (method === 'GET' || method === 'HEAD') return payload; // they have no body
    refuseForeignBodies(headers['content-type'], headers['content-encoding']);
    const read = bodyReadEarly(raw);
    return read ? Object.assign(Readable.from([read]), { receivedEncodedLength: read.byteLength }) : payload;
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
