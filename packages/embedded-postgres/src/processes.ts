import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process, not just a number: the system gives numbers out again, but not with the same moment of start. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the system's own notation; empty where that cannot be learnt. */
  readonly started: string;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function ps(pid: number, column: string): string {
  return (
    spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], {
      encoding: 'utf8',
      env: { LC_ALL: 'C' },
    }).stdout?.trim() ?? ''
  );
}

/** State letter and moment of start, undefined where the system does not tell. */
function look(pid: number): { state: string; started: string } | undefined {
  if (process.platform === 'win32') return undefined;
  if (process.platform !== 'linux') {
    const [state = '', ...started] = ps(pid, 'state=,lstart').split(/\s+/);
    return { state, started: started.join('').replaceAll(/\W/g, '') };
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name before ") " may itself hold blanks and brackets; fields 3 (state) and 22 (start) come after it.
    const fields = stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
    return { state: fields[0] ?? '', started: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}

/** The live process of this number; undefined when there is none, or only a zombie that nobody collects. */
export function identify(pid: number): ProcessIdentity | undefined {
  if (!Number.isInteger(pid) || pid <= 0 || !exists(pid)) return undefined;
  const seen = look(pid);
  if (seen && /^[ZX]/.test(seen.state)) return undefined;
  return { pid, started: seen?.started ?? '' };
}

/** Whether exactly this process, not a later one of the same number, still lives. */
export function isRunning({ pid, started }: ProcessIdentity): boolean {
  const now = identify(pid);
  return now !== undefined && (now.started === started || now.started === '' || started === '');
}

/** The arguments a process was started with, joined by blanks; empty where they cannot be read. */
export function commandLine(pid: number): string {
  if (process.platform === 'win32') return '';
  if (process.platform !== 'linux') return ps(pid, 'command');
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}
