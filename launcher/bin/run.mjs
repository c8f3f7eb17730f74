/**
 * What every command does first, before any of the product's own code is there: check Node, build what changed.
 * Plain JavaScript, since nothing is compiled yet.
 */
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const root = fileURLToPath(new URL('../..', import.meta.url));

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** What the person at the terminal can do about an error of building or importing; any other is thrown on. */
function refuseFor(error) {
  const [, missing] = /^Cannot find package '([^']+)'/.exec(error?.message) ?? [];
  if (missing) refuse(`The package ${missing} is not installed: run \`npm install\` first.`);
  // Node says of a folder that cannot be made on a read-only file system that it does not exist.
  const readOnly = error?.code === 'ENOENT' && error.syscall === 'mkdir';
  if (readOnly || ['EROFS', 'EACCES', 'EPERM'].includes(error?.code))
    refuse(`The project cannot be built here: ${path.dirname(error.path ?? root)} is read-only.`);
  if (error?.code === 'ENOSPC') refuse('The project cannot be built here: the disk is full.');
  throw error;
}

/** Builds, then runs the function of that name from the launcher with the command line's arguments. */
export async function run(command) {
  if (process.env.npm_lifecycle_event) await import('./end-with-parent.mjs');
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    refuse(`Corridor needs Node 20.19 or newer; this is ${process.version}.`);
  process.env.APOLLO_TELEMETRY_DISABLED = '1'; // the Apollo packages phone home otherwise
  try {
    const { build } = await import('../../scripts/build.mjs');
    await build();
    const { commands } = await import('../dist/commands.js');
    process.exitCode = await commands[command](process.argv.slice(2), process.env);
  } catch (error) {
    refuseFor(error);
  }
}
