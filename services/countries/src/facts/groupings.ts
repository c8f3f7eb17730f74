import {
  checkDefined,
  checkUnique,
  compiled,
  countryCode,
  edtf,
  factFields,
  idOf,
  readFacts,
  type Located,
  type SourceBook,
} from '@corridor/facts';
import { z } from 'zod';
import type { Grouping } from '../entities/grouping.js';
import type { Membership } from '../entities/membership.js';
import { datedColumns } from './dated-columns.js';
import { files } from './files.js';

const groupingSchema = z.strictObject({
  id: idOf('grouping'),
  name: z.string(),
  acronym: z.string().optional(),
});

const membershipsSchema = z.strictObject({
  grouping: idOf('grouping'),
  standing: factFields.standing,
  citations: factFields.citations,
  members: z.array(
    z.strictObject({
      country: countryCode,
      validFrom: edtf.optional(),
      validTo: edtf.optional(),
      role: z.string().optional(),
    }),
  ),
});

/** @throws FactError for a record that does not fit */
export function readGroupings(): Grouping[] {
  const records = readFacts(files.file('groupings.json'), groupingSchema);
  checkUnique(records, ({ id }) => id);
  return records.map(({ fact }) => ({ acronym: null, ...fact, dataSet: compiled }));
}

/**
 * One membership per member and beginning: a country may leave and come back.
 * @throws FactError for a record that does not fit, or whose grouping is not defined
 */
export function readMemberships(
  sources: SourceBook,
  groupings: readonly Grouping[],
): Omit<Membership, 'recordedAt'>[] {
  const records = readFacts(files.file('memberships.json'), membershipsSchema);
  const known = new Set(groupings.map(({ id }) => id));
  const rows = records.flatMap((record) => {
    checkDefined(known, record.fact.grouping, record, 'grouping');
    return record.fact.members.map((_, index) => toMembership(sources, record, index));
  });
  checkUnique(rows, ({ id }) => id);
  return rows.map(({ fact }) => fact);
}

function toMembership(
  sources: SourceBook,
  record: Located<z.output<typeof membershipsSchema>>,
  index: number,
) {
  const { grouping, standing, citations, members } = record.fact;
  const member = members[index] as (typeof members)[number];
  const error = (problem: string) => record.error(problem, ['members', index]);
  const { validFrom, validTo, role } = member;
  const fact = {
    ...datedColumns(sources, { standing, citations, validFrom, validTo }, { error }),
    id: `membership:${grouping.replace('grouping:', '')}:${member.country}:${validFrom ?? ''}`,
    groupingId: grouping,
    countryIso3: member.country,
    role: role ?? null,
  };
  return { fact, error };
}
