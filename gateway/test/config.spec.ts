import { describe, expect, it } from '@jest/globals';
import { readGatewayConfig, readSubgraphUrls } from '../src/config.js';
import { listSubgraphs } from '@corridor/federation-engine';
import { supergraphSdl } from './library-graph.js';

describe('the settings', () => {
  it('have defaults for development', () => {
    expect(readGatewayConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 4_000,
      production: false,
      introspection: true,
      maxBodyBytes: 1_000_000,
      limits: { MAX_DEPTH: 15, MAX_ALIASES: 50, MAX_TOKENS: 2_000, MAX_EXPANDED_FIELDS: 5_000 },
    });
  });

  it('let no page in and show no schema in production', () => {
    expect(readGatewayConfig({ NODE_ENV: 'production' })).toMatchObject({
      introspection: false,
      corsOrigins: [],
    });
  });

  it.each([
    [{ PORT: 'many' }, /PORT/],
    [{ MAX_DEPTH: '0' }, /MAX_DEPTH/],
    [{ CORS_ORIGINS: 'example.org' }, /CORS_ORIGINS/],
    [{ CORS_ORIGINS: 'https://example.org/' }, /CORS_ORIGINS/],
    [{ INTROSPECTION: 'perhaps', LOG_LEVEL: 'loud' }, /LOG_LEVEL.*INTROSPECTION/],
  ])('name what cannot be used: %j', (env, problem) => {
    expect(() => readGatewayConfig(env)).toThrow(problem);
  });

  it('take the subgraphs’ names and addresses from the supergraph, and other addresses from variables', () => {
    const composed = listSubgraphs(supergraphSdl);
    expect(readSubgraphUrls({ BOOKS_URL: 'http://books.example.org/graphql' }, composed)).toEqual({
      authors: { url: 'http://127.0.0.1:1/authors' },
      books: { url: 'http://books.example.org/graphql' },
    });
    expect(() => readSubgraphUrls({ BOOKS_URL: 'books:4002' }, composed)).toThrow(/BOOKS_URL/);
  });
});
