import type { Pool } from 'pg';
import { isUnavailable } from './database-error.js';

/** How long a replica that failed is left alone. */
const restMs = 5_000;

const codeOf = (error: unknown) => (error as { readonly code?: string }).code;

/** The replica had to end the statement because of what the primary did meanwhile, or the statement writes. */
const isForPrimary = (error: unknown) => ['40001', '25006'].includes(codeOf(error) ?? '');

/** The pools of a database's read replicas, which take turns. */
export class Replicas {
  private next = 0;
  private readonly restingUntil = new Map<Pool, number>();

  constructor(private readonly pools: readonly Pool[]) {}

  /** Those to ask, in this order: each in its turn, but none that failed just now. */
  inTurn(): Pool[] {
    const now = Date.now();
    const first = this.next++ % this.pools.length;
    return [...this.pools.slice(first), ...this.pools.slice(0, first)].filter(
      (pool) => (this.restingUntil.get(pool) ?? 0) <= now,
    );
  }

  /** Whether a statement that failed there may be asked of another server; a replica that cannot be reached rests. */
  mayAskElsewhere(pool: Pool, error: unknown): boolean {
    if (!isUnavailable(error)) return isForPrimary(error);
    this.restingUntil.set(pool, Date.now() + restMs);
    return true;
  }

  async close(): Promise<void> {
    await Promise.all(this.pools.map((pool) => pool.end()));
  }
}
