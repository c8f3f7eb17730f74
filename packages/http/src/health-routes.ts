import type { FastifyInstance } from 'fastify';

/** What `/health/ready` answers: whether this process can answer now, and what it says about that. */
export interface Readiness {
  readonly ready: boolean;
  readonly [detail: string]: unknown;
}

/** `/health/live`: the process answers at all. `/health/ready`: it can do its work, else 503. */
export function addHealthRoutes(app: FastifyInstance, readiness: () => Promise<Readiness>): void {
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const { ready, ...details } = await readiness();
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', ...details });
  });
}
