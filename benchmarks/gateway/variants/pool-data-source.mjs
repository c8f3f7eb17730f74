/** A data source of Apollo Gateway on undici in the place of its own HTTP client. */
import { Pool } from 'undici';

const headers = { 'content-type': 'application/json', accept: 'application/json' };

export class PoolDataSource {
  #pool;
  #path;

  constructor(url) {
    const { origin, pathname } = new URL(url);
    this.#pool = new Pool(origin, { connections: 64 });
    this.#path = pathname;
  }

  async process({ request: { query, variables, operationName } }) {
    const { body } = await this.#pool.request({
      method: 'POST',
      path: this.#path,
      headers,
      body: JSON.stringify({ query, variables, operationName }),
    });
    return body.json();
  }
}
