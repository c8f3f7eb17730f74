/** What node:http alone costs: the same small answer to everybody. */
import { createServer } from 'node:http';
import { listen } from './listen.mjs';

const body = '{"data":{"hello":"world"}}';
const headers = { 'content-type': 'application/json', 'content-length': String(body.length) };
await listen(
  createServer((request, response) => {
    request.resume();
    response.writeHead(200, headers).end(body);
  }),
);
