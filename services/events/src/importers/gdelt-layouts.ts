import {
  readLines,
  readTable,
  type LocalFile,
  type Parsed,
  type ReadContext,
  type TableRow,
} from '@corridor/importing';

/** What is taken from a row of GDELT's events, the publisher's texts. */
export interface GdeltRow {
  readonly id: string;
  readonly day: string;
  readonly code1: string;
  readonly country1: string;
  readonly group1: string;
  readonly type1: string;
  readonly code2: string;
  readonly country2: string;
  readonly group2: string;
  readonly type2: string;
  readonly event: string;
  readonly placeType: string;
  readonly placeName: string;
  readonly placeCountry: string;
  readonly latitude: string;
  readonly longitude: string;
  readonly url: string;
}

/** Which column holds what; a layout need not have all. */
type Layout = Readonly<Partial<Record<keyof GdeltRow, string>>> & { readonly id: string };

const rawStart = {
  ...{ id: '0', day: '1', event: '26' },
  ...{ code1: '5', country1: '7', group1: '8', type1: '12' },
  ...{ code2: '15', country2: '17', group2: '18', type2: '22' },
};

/** The raw export has no header: version 2 has 61 columns, version 1 has 57, or 58 with the source's address. */
const rawLayouts: Readonly<Record<number, Layout>> = {
  57: { ...rawStart, placeType: '49', placeName: '50', placeCountry: '51', latitude: '53', longitude: '54' },
  58: {
    ...rawStart,
    ...{ placeType: '49', placeName: '50', placeCountry: '51', latitude: '53', longitude: '54', url: '57' },
  },
  61: {
    ...rawStart,
    ...{ placeType: '51', placeName: '52', placeCountry: '53', latitude: '56', longitude: '57', url: '60' },
  },
};

/** The daily selection calls the place `Mention_Type`, `ST_PR_CNTRY` and so on, and the actor's code `Country_Code`. */
const dailyLayout: Layout = {
  ...{ id: 'Global_Event_ID', day: 'Day', event: 'Event_Code', url: 'Source_URL' },
  ...{ code1: 'Actor_1_Country_Code', country1: 'Actor_1_Country_ABBR', group1: 'Actor_1_Known_Group_Code' },
  ...{ code2: 'Actor_2_Country_Code', country2: 'Actor_2_Country_ABBR', group2: 'Actor_2_Know_Group_Code' },
  ...{ type1: 'Actor_1_Role', type2: 'Actor_2_Role' },
  ...{ placeType: 'Mention_Type', placeName: 'ST_PR_CNTRY', placeCountry: 'Country' },
  ...{ latitude: 'Lat_Extra', longitude: 'Long_Extra' },
};

/** GDELT's own names, as its documentation and its samples have them. */
const namedLayout: Layout = {
  ...{ id: 'GLOBALEVENTID', day: 'SQLDATE', event: 'EventCode', url: 'SOURCEURL' },
  ...{ code1: 'Actor1Code', country1: 'Actor1CountryCode', group1: 'Actor1KnownGroupCode' },
  ...{ code2: 'Actor2Code', country2: 'Actor2CountryCode', group2: 'Actor2KnownGroupCode' },
  ...{ type1: 'Actor1Type1Code', type2: 'Actor2Type1Code' },
  ...{ placeType: 'ActionGeo_Type', placeName: 'ActionGeo_FullName', placeCountry: 'ActionGeo_CountryCode' },
  ...{ latitude: 'ActionGeo_Lat', longitude: 'ActionGeo_Long' },
};

const linesToLookAt = 20;

async function readStart(file: LocalFile): Promise<string[]> {
  const lines: string[] = [];
  for await (const { text } of readLines(file)) if (lines.push(text) === linesToLookAt) break;
  return lines;
}

/** The number of columns that most of the first lines have, among those a raw export can have; a line may be damaged. */
function findRawWidth(lines: readonly string[]): number | undefined {
  const widths = lines.map((line) => line.split('\t').length).filter((width) => width in rawLayouts);
  const countOf = (width: number) => widths.filter((other) => other === width).length;
  return [...new Set(widths)].sort((one, other) => countOf(other) - countOf(one))[0];
}

function toGdeltRow(row: TableRow, layout: Layout): GdeltRow {
  const cell = (field: keyof GdeltRow) => row[layout[field] ?? '']?.trim() ?? '';
  return {
    ...{ id: cell('id'), day: cell('day'), event: cell('event'), url: cell('url') },
    ...{ code1: cell('code1'), country1: cell('country1'), group1: cell('group1'), type1: cell('type1') },
    ...{ code2: cell('code2'), country2: cell('country2'), group2: cell('group2'), type2: cell('type2') },
    ...{ placeType: cell('placeType'), placeName: cell('placeName'), placeCountry: cell('placeCountry') },
    ...{ latitude: cell('latitude'), longitude: cell('longitude') },
  };
}

/**
 * The rows of a GDELT event file in whichever of its layouts, told by the first lines.
 * @throws Error naming a file that has none of them
 */
export async function* readGdelt(file: LocalFile, context: ReadContext): AsyncGenerator<Parsed<GdeltRow>> {
  const start = await readStart(file);
  const header = start[0] ?? '';
  const named = [dailyLayout, namedLayout].find(({ id }) => header.includes(id));
  const width = named ? undefined : findRawWidth(start);
  const layout = named ?? (width === undefined ? undefined : rawLayouts[width]);
  if (!layout) throw new Error(`${file.path}: not a file of GDELT events`);
  const columns = Array.from({ length: width ?? 0 }, (_, index) => String(index));
  const format = named ? {} : { delimiter: '\t' as const, quotes: false, columns };
  for await (const parsed of readTable(file, format, context))
    yield parsed.reject ? parsed : { line: parsed.line, row: toGdeltRow(parsed.row, layout) };
}
