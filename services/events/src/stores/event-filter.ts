import type { Box, DayBounds } from '@corridor/schema';

/** Which events, checked: country codes are alpha-3, words are folded. What is left out does not narrow. */
export interface EventFilter {
  /** Must all occur. */
  readonly words: readonly string[];
  readonly kinds?: readonly string[] | undefined;
  readonly countries?: readonly string[] | undefined;
  readonly dyad?: readonly string[] | undefined;
  readonly plover?: readonly string[] | undefined;
  readonly cameoPrefix?: string | undefined;
  /** Must overlap with each of these. */
  readonly overlaps: readonly DayBounds[];
  readonly project?: string | undefined;
  readonly actor?: string | undefined;
  readonly victimNationality?: string | undefined;
  /** Its place is in it. */
  readonly bbox?: Box | undefined;
  readonly standing?: readonly string[] | undefined;
}

export type EventDimension = 'YEAR' | 'MONTH' | 'KIND' | 'PLOVER_TYPE' | 'QUAD_CLASS' | 'COUNTRY';

export interface EventOrder {
  readonly field: 'WHEN' | 'RECORDED' | 'GOLDSTEIN';
  readonly direction: 'ASC' | 'DESC';
}

/** Whose events: everybody's, or those of each parent, whose ids are codes, relation ids or project ids. */
export type EventScope = 'world' | 'country' | 'relation' | 'project';
