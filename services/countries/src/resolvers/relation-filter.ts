import { readDay, readText, today } from '@corridor/schema';
import type { CountriesContext } from '../context.js';
import type { RelationConditions } from '../rows.js';
import { readCountries } from './arguments.js';

export interface RelationFilter {
  readonly with?: readonly string[] | null;
  readonly tier?: string | null;
  readonly tierRankAtMost?: number | null;
  readonly asOf?: string | null;
}

/** What a client's filter of relations means. @throws ClientError BAD_USER_INPUT */
export function readRelationFilter(
  { directory }: CountriesContext,
  filter: RelationFilter | null | undefined,
): RelationConditions {
  const { tier, tierRankAtMost, asOf } = filter ?? {};
  const asksPartnership = tier != null || tierRankAtMost != null || asOf != null;
  return {
    with: readCountries(directory, 'filter.with', filter?.with),
    partnership: asksPartnership
      ? {
          tier: readText('filter.tier', tier),
          rankAtMost: tierRankAtMost ?? undefined,
          asOf: readDay('filter.asOf', asOf) ?? today(),
        }
      : undefined,
  };
}
