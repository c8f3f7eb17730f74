import { FactColumns } from '@corridor/facts';
import { Column } from 'typeorm';

/** A fact with the first and last day it may hold, computed from its EDTF dates; null where an end is open. */
export abstract class DatedFact extends FactColumns {
  @Column({ type: 'date', nullable: true }) validFromOn: string | null;
  @Column({ type: 'date', nullable: true }) validToOn: string | null;
}

/** A citation as a row keeps it: the source by its id. */
export type CitationColumn = FactColumns['citations'][number];

/** The check of `standing` that every fact table has, to be named in the entity as the database names it. */
export const standingCheck =
  "standing in ('OFFICIAL', 'REPORTED', 'CLAIMED', 'CONTESTED', 'ANALYSIS', 'RETRACTED')";
