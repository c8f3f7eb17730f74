import { ConfigError } from '@corridor/config';
import { ClusterError } from '@corridor/embedded-postgres';
import { FactError } from '@corridor/facts';

/** A problem that the person at the terminal can solve; its message is all they need. */
export class UserProblem extends Error {
  override readonly name = 'UserProblem';
}

const forPeople = [UserProblem, ConfigError, ClusterError, FactError];

/** One sentence where the error is the user's to solve, the stack where it is ours. */
export function explain(error: unknown): string {
  if (forPeople.some((type) => error instanceof type)) return (error as Error).message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
