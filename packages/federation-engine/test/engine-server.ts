import { ApolloServer, type ApolloServerOptions, type BaseContext } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { afterEach } from '@jest/globals';
import {
  ClientCall,
  FederationEngine,
  stringifyResult,
  type Client,
  type EngineOptions,
} from '../src/index.js';
import { startAuthorGraph, type AuthorGraph } from './author-graph.js';

const opened: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

interface ServerOptions extends Partial<EngineOptions> {
  readonly plugins?: ApolloServerOptions<BaseContext>['plugins'];
  /** Whether Apollo Server writes answers by itself. */
  readonly isStringifiedByApollo?: boolean;
}

interface Json {
  readonly data?: Record<string, never> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly json: Json;
}

export interface EngineServer {
  readonly engine: FederationEngine;
  /** Asks Apollo Server over HTTP. */
  ask(query: string, variables?: object): Promise<Answered>;
}

export async function openGraph(): Promise<AuthorGraph> {
  const graph = await startAuthorGraph();
  opened.push(() => graph.stop());
  return graph;
}

/** An Apollo Server that listens, with an engine as its gateway; ended after the test. */
export async function serveEngine({
  plugins,
  isStringifiedByApollo = false,
  supergraphSdl = '',
  ...options
}: ServerOptions): Promise<EngineServer> {
  const engine = new FederationEngine({ supergraphSdl, ...options });
  const server = new ApolloServer({
    gateway: engine,
    plugins,
    stringifyResult: isStringifiedByApollo ? undefined : stringifyResult,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
  });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
  opened.push(() => server.stop());
  const headers = { 'content-type': 'application/json' };
  const ask = async (query: string, variables?: object) => {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    return { status: response.status, text, json: JSON.parse(text) as Json };
  };
  return { engine, ask };
}

/** Somebody who asks the engine itself. */
export const clientOf = (identity?: string): Client & { readonly call: ClientCall } => {
  const call = new ClientCall({}, 5_000);
  return {
    createCall: () => call,
    call,
    ...(identity !== undefined && { identity }),
    formatError: (error) => error.toJSON(),
  };
};
