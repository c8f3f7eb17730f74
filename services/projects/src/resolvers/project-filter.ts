import { readCountry } from '@corridor/country-codes';
import { readBox, readDays, readText, type Given } from '@corridor/schema';
import { readWords } from '@corridor/text-search';
import type { ProjectConditions, ProjectSort } from '../rows.js';

/** The input ProjectFilter. */
interface ProjectFilter {
  readonly text?: Given<string>;
  readonly scope?: Given<readonly string[]>;
  readonly status?: Given<readonly string[]>;
  readonly sectors?: Given<readonly string[]>;
  readonly recipients?: Given<readonly string[]>;
  readonly funders?: Given<readonly string[]>;
  readonly parent?: Given<string>;
  readonly minUsd?: Given<string>;
  readonly bbox?: Given<readonly number[]>;
  readonly activeIn?: Given<string>;
}

export interface ProjectListArguments {
  readonly filter?: Given<ProjectFilter>;
  readonly orderBy?: Given<{ readonly field: ProjectSort; readonly direction: 'ASC' | 'DESC' }>;
  readonly first?: Given<number>;
  readonly after?: Given<string>;
}

const readCountries = (argument: string, codes: Given<readonly string[]>) =>
  codes?.map((code) => readCountry(argument, code));

/**
 * A filter in the words of the database.
 * @throws ClientError BAD_USER_INPUT naming the field that cannot be used
 */
export function readProjectFilter(filter: Given<ProjectFilter>): ProjectConditions {
  const { text, scope, status, sectors, recipients, funders, parent, minUsd, bbox, activeIn } = filter ?? {};
  return {
    words: readWords('filter.text', text),
    scopes: scope ?? undefined,
    statuses: status ?? undefined,
    sectors: sectors?.map((sector) => readText('filter.sectors', sector)),
    recipients: readCountries('filter.recipients', recipients),
    funders: readCountries('filter.funders', funders),
    parentId: readText('filter.parent', parent),
    minUsd: minUsd ?? undefined,
    box: readBox('filter.bbox', bbox),
    active: readDays('filter.activeIn', activeIn),
  };
}
