/** What Linux tells about processes: children, and memory without counting shared pages twice. */
import { readFile, readdir } from 'node:fs/promises';

const readText = (file) => readFile(file, 'utf8').catch(() => '');

async function listProcesses() {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return Promise.all(
    pids.map(async (pid) => {
      const [, parent = '0'] = /\) \S (\d+)/.exec(await readText(`/proc/${pid}/stat`)) ?? [];
      return { pid: Number(pid), parent: Number(parent) };
    }),
  );
}

/** The process and everything it started, at any depth. */
export async function listTree(root) {
  const all = await listProcesses();
  const tree = [root];
  for (const pid of tree)
    tree.push(...all.filter(({ parent }) => parent === pid).map((process) => process.pid));
  return tree;
}

/** Proportional set size in MB: memory that n processes share counts 1/n for each. */
export async function proportionalMemory(pids) {
  const sizes = await Promise.all(
    pids.map(async (pid) =>
      Number(/^Pss:\s+(\d+)/m.exec(await readText(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0),
    ),
  );
  return sizes.reduce((sum, kilobytes) => sum + kilobytes, 0) / 1024;
}
