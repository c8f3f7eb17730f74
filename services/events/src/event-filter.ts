/** The days `from`…`to`; open where one is left out. */
export interface Days {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Which events, checked: country codes are alpha-3, texts are folded. What is left out does not narrow. */
export interface EventFilter {
  readonly text?: string | undefined;
  readonly kinds?: readonly string[] | undefined;
  readonly countries?: readonly string[] | undefined;
  readonly dyad?: readonly string[] | undefined;
  readonly plover?: readonly string[] | undefined;
  readonly cameoPrefix?: string | undefined;
  /** Must overlap with each of these. */
  readonly overlaps: readonly Days[];
  readonly project?: string | undefined;
  readonly actor?: string | undefined;
  readonly victimNationality?: string | undefined;
  readonly bbox?: {
    readonly west: number;
    readonly south: number;
    readonly east: number;
    readonly north: number;
  };
  readonly standing?: readonly string[] | undefined;
}

export type EventDimension = 'YEAR' | 'MONTH' | 'KIND' | 'PLOVER_TYPE' | 'QUAD_CLASS' | 'COUNTRY';

export interface EventOrder {
  readonly field: 'WHEN' | 'RECORDED' | 'GOLDSTEIN';
  readonly direction: 'ASC' | 'DESC';
}

/** Whose events: everybody's, or those of each parent, whose ids are codes, relation ids or project ids. */
export type EventScope = 'world' | 'country' | 'relation' | 'project';
