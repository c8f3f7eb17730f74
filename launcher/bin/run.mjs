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

async function buildProduct() {
  const { build } = await import('../../scripts/build.mjs').catch((error) => {
    if (error?.code === 'ERR_MODULE_NOT_FOUND') refuse('Nothing is installed yet: run `npm install` first.');
    throw error;
  });
  await build().catch((error) => {
    if (['EROFS', 'EACCES', 'EPERM'].includes(error?.code))
      refuse(`The project cannot be built here: ${path.dirname(error.path ?? root)} is read-only.`);
    if (error?.code === 'ENOSPC') refuse('The project cannot be built here: the disk is full.');
    throw error;
  });
}

/** Builds, then runs the function of that name from the launcher with the command line's arguments. */
export async function run(command) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    refuse(`Corridor needs Node 20.19 or newer; this is ${process.version}.`);
  process.env.APOLLO_TELEMETRY_DISABLED = '1'; // the Apollo packages phone home otherwise
  await buildProduct();
  const { commands } = await import('../dist/index.js');
  process.exitCode = await commands[command](process.argv.slice(2), process.env);
}
