import {
  FileError,
  readLineBlocks,
  readLines,
  readTable,
  withoutReturn,
  type FileStart,
  type Line,
  type LocalFile,
  type Parsed,
  type ReadContext,
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

const namedLayoutOf = (header: string) => [dailyLayout, namedLayout].find(({ id }) => header.includes(id));

/** Whether a file is one of GDELT's: by the names in its header, or by the number of columns and what is in the first two. */
export function isGdelt({ text, firstLine }: FileStart): boolean {
  const lines = text.split('\n').slice(0, linesToLookAt);
  if (namedLayoutOf(firstLine)) return true;
  return findRawWidth(lines) !== undefined && lines.some((line) => /^\d+\t\d{8}\t/.test(line));
}

type Cells = Readonly<Record<string, string | undefined>>;

/** A row from its cells, by name or by number. */
function toGdeltRow(cells: Cells, layout: Layout): GdeltRow {
  const cell = (column: string | undefined) => (column === undefined ? '' : (cells[column] ?? '').trim());
  // Written out: put together by spreading, it takes several times as long.
  return {
    id: cell(layout.id),
    day: cell(layout.day),
    event: cell(layout.event),
    url: cell(layout.url),
    code1: cell(layout.code1),
    country1: cell(layout.country1),
    group1: cell(layout.group1),
    type1: cell(layout.type1),
    code2: cell(layout.code2),
    country2: cell(layout.country2),
    group2: cell(layout.group2),
    type2: cell(layout.type2),
    placeType: cell(layout.placeType),
    placeName: cell(layout.placeName),
    placeCountry: cell(layout.placeCountry),
    latitude: cell(layout.latitude),
    longitude: cell(layout.longitude),
  };
}

function readRawLine({ line, text }: Line, layout: Layout, width: number): Parsed<GdeltRow> {
  const values = withoutReturn(text).split('\t');
  if (values.length !== width)
    return {
      line,
      reject: { reason: 'wrong number of columns', value: `${values.length} in place of ${width}` },
    };
  if (text.includes('\0')) return { line, reject: { reason: 'NUL character' } };
  return { line, row: toGdeltRow(values as unknown as Cells, layout) };
}

async function* readRaw(file: LocalFile, width: number, context: ReadContext) {
  const layout = rawLayouts[width]!;
  for await (const lines of readLineBlocks(file, context))
    yield lines
      .filter(({ text }) => withoutReturn(text) !== '')
      .map((line) => readRawLine(line, layout, width));
}

async function* readNamed(file: LocalFile, layout: Layout, context: ReadContext) {
  for await (const parsed of readTable(file, {}, context))
    yield [parsed.reject ? parsed : { line: parsed.line, row: toGdeltRow(parsed.row, layout) }];
}

/**
 * The rows of a GDELT event file in whichever of its layouts, told by the first lines, in blocks.
 * @throws Error naming a file that has none of them
 */
export async function* readGdelt(
  file: LocalFile,
  context: ReadContext,
): AsyncGenerator<readonly Parsed<GdeltRow>[]> {
  const start = await readStart(file);
  const header = start[0] ?? '';
  const named = namedLayoutOf(header);
  const width = findRawWidth(start);
  if (named) yield* readNamed(file, named, context);
  else if (width !== undefined) yield* readRaw(file, width, context);
  else throw new FileError(`${file.path}: not a file of GDELT events`);
}
