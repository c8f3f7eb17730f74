/** Where measurements are written: RESULTS.md, one section per command, each replaced by that command's next run. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const file = new URL('RESULTS.md', import.meta.url);

/** The commit that lies in `folder`, and whether the files there still are that commit's; results do not count. */
export function describeCommit(folder = project) {
  const git = (...args) => execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--', '.', ':!benchmarks/RESULTS.md');
  return `Commit ${git('rev-parse', '--short', 'HEAD')}${changed ? ' with changes' : ''}`;
}

function readResults() {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '# Results\n\nEach table is what the command above it printed last.\n';
  }
}

/**
 * Writes the section of `npm run <command>` in the place of its last one, or at the end.
 * @param commit as {@link describeCommit} says it
 * @param lines the section's Markdown after the sentence that says where it was measured
 */
export function writeResults(command, commit, lines) {
  const heading = `## \`npm run ${command}\``;
  const where = `${commit}, Node ${process.version}, ${process.platform}-${process.arch}, ${cpus().length} cores (${cpus()[0].model}).`;
  const section = [heading, '', where, '', ...lines, ''].join('\n');
  const parts = readResults().split(/^(?=## )/m);
  const at = parts.findIndex((part) => part.startsWith(`${heading}\n`));
  parts.splice(at < 0 ? parts.length : at, at < 0 ? 0 : 1, section);
  writeFileSync(file, `${parts.map((part) => part.trimEnd()).join('\n\n')}\n`);
}
