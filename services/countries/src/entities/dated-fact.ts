import { FactColumns } from '@corridor/facts';
import { Column } from 'typeorm';

/** A fact with the first and last day it may hold, computed from its EDTF dates; null where an end is open. */
export abstract class DatedFact extends FactColumns {
  @Column({ type: 'date', nullable: true }) validFromOn: string | null;
  @Column({ type: 'date', nullable: true }) validToOn: string | null;
}
