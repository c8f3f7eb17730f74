import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const checksum = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits');
const size = z.int().positive();

/** Paths go straight into file names below the mirror and the cache, so nothing may climb out of them. */
const relativePath = z
  .string()
  .regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*(\/[A-Za-z0-9_][A-Za-z0-9._-]*)*$/, 'must be a plain relative path');

const httpsUrl = z.url({ protocol: /^https$/, error: 'must be an https address' });

const catalogFile = z.strictObject({
  path: relativePath,
  url: httpsUrl.optional(),
  bytes: size.optional(),
  sha256: checksum.optional(),
  member: z.string().min(1).optional(),
  sheet: z.string().min(1).optional(),
  mirror: z.strictObject({ path: relativePath, bytes: size, sha256: checksum }).nullable().optional(),
});

const catalogEntry = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be in kebab-case'),
  service: z.string().min(1),
  title: z.string().min(1),
  publisher: z.string().min(1),
  licence: z.string().min(1),
  citation: z.string().min(1),
  homepage: httpsUrl,
  note: z.string().min(1).optional(),
  files: z.array(catalogFile).min(1),
});

/**
 * One file of a data set. `path` is its place in a mirror and in the cache; `url`, `bytes` and `sha256` describe what the
 * publisher serves (left out when unknown: such a file is not verified; without `url` it comes from a mirror only).
 * `member` and `sheet` say where the table is inside a zip and a workbook. `mirror` describes the file when a mirror keeps
 * it in another form; several files may share one. `mirror: null` says that a mirror need not have it.
 */
export type CatalogFile = Readonly<z.infer<typeof catalogFile>>;

/** One public data set: who publishes it, on what terms, and its files. */
export type CatalogEntry = Readonly<Omit<z.infer<typeof catalogEntry>, 'files'>> & {
  readonly files: readonly CatalogFile[];
};

/**
 * Reads and checks the catalogue of data sets.
 * @throws Error naming the file and every entry and property that is wrong.
 */
export async function readCatalog(path: string): Promise<readonly CatalogEntry[]> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new Error(`Cannot read the catalogue ${path}: ${messageOf(error)}`, { cause: error });
  }
  const parsed = z.array(catalogEntry).safeParse(content);
  const problems = parsed.success
    ? repeatedNames(parsed.data)
    : parsed.error.issues.map((issue) => `${placeOf(content, issue.path)}: ${issue.message}`);
  if (!parsed.success || problems.length > 0) {
    throw new Error(`The catalogue ${path} is not valid:\n${problems.map((text) => `  ${text}`).join('\n')}`);
  }
  return parsed.data;
}

function repeatedNames(entries: readonly CatalogEntry[]): string[] {
  const seen = new Set<string>();
  const names = entries.flatMap(({ id, files }) => [`id ${id}`, ...files.map(({ path }) => `path ${path}`)]);
  return names.filter((name) => seen.size === seen.add(name).size).map((name) => `${name} occurs twice`);
}

/** `[2].files[0].url` is of little use to someone who looks for a data set, so its id leads. */
function placeOf(content: unknown, path: readonly PropertyKey[]): string {
  const [index, ...rest] = path;
  const entry: unknown = Array.isArray(content) && typeof index === 'number' ? content[index] : undefined;
  const id =
    typeof entry === 'object' && entry !== null && 'id' in entry ? String(entry.id) : `[${String(index)}]`;
  return [id, ...rest.map(String)].join('.');
}

function messageOf(error: unknown): string {
  return (error as Error).message;
}
