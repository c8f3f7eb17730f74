/**
 * Compiles TypeScript sources to JavaScript with swc, file by file, skipping what is newer than its source:
 * `node scripts/build.mjs [workspace folder …]`, all workspaces when none is named. Types are checked by
 * `npm run types`, which a start need not wait for.
 */
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const swcOptions = {
  swcrc: false,
  configFile: false,
  sourceMaps: true,
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
    keepClassNames: true,
  },
  module: { type: 'es6' },
};

const modifiedAt = async (file) => (await stat(file).catch(() => undefined))?.mtimeMs ?? 0;

async function listFiles(folder, ending) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)));
}

/** Written beside and renamed, so that a build cut off or two builds at once never leave half a file. */
async function replaceFile(file, text) {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, text);
  await rename(draft, file);
}

async function compile(source, target) {
  const { transform } = await import('@swc/core'); // only here: most starts find everything compiled
  const { code, map } = await transform(await readFile(source, 'utf8'), {
    ...swcOptions,
    filename: source,
    sourceFileName: path.relative(path.dirname(target), source),
  });
  await mkdir(path.dirname(target), { recursive: true });
  await replaceFile(`${target}.map`, map);
  await replaceFile(target, `${code}//# sourceMappingURL=${path.basename(target)}.map\n`);
}

/** Builds one workspace; returns how many files were compiled. */
async function buildWorkspace(folder) {
  const sources = (await listFiles(path.join(folder, 'src'), '.ts')).filter(
    (file) => !file.endsWith('.d.ts'),
  );
  const wanted = new Set(sources.map((file) => file.replace(/\.ts$/, '.js')));
  for (const file of await listFiles(path.join(folder, 'dist'), '.js')) {
    if (wanted.has(file)) continue;
    await rm(path.join(folder, 'dist', file));
    await rm(path.join(folder, 'dist', `${file}.map`), { force: true });
  }
  const compiled = await Promise.all(
    sources.map(async (file) => {
      const source = path.join(folder, 'src', file);
      const target = path.join(folder, 'dist', file.replace(/\.ts$/, '.js'));
      if ((await modifiedAt(target)) > (await modifiedAt(source))) return 0;
      await compile(source, target);
      return 1;
    }),
  );
  return compiled.reduce((sum, count) => sum + count, 0);
}

async function listWorkspaces() {
  const { workspaces } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const folders = await Promise.all(
    workspaces.map(async (pattern) => {
      if (!pattern.endsWith('/*')) return [path.join(root, pattern)];
      const parent = path.join(root, pattern.slice(0, -2));
      return (await readdir(parent)).map((name) => path.join(parent, name));
    }),
  );
  return folders.flat();
}

/** Builds the workspaces named, or all; returns how many files were compiled. */
export async function build(folders) {
  const counts = await Promise.all((folders?.length ? folders : await listWorkspaces()).map(buildWorkspace));
  return counts.reduce((sum, count) => sum + count, 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build(process.argv.slice(2).map((folder) => path.resolve(folder)));
}
