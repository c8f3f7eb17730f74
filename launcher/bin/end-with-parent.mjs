/**
 * Ends this process, as SIGTERM would, when the one that started it is gone.
 *
 * npm runs a command through a shell, which dies of a signal without passing it on, and npm follows: whoever stopped
 * npm takes the whole for stopped. And a launcher that is killed must not leave services behind that hold its ports.
 */
import { readFileSync } from 'node:fs';

const pollMs = 250;

/** The parent and, behind a shell that npm put in between and that would survive npm, npm itself. */
function listAncestors() {
  const { ppid } = process;
  try {
    const [, name, parent] = /\((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${ppid}/stat`, 'utf8'));
    return process.env.npm_lifecycle_event && name === 'sh' ? `${ppid} ${parent}` : `${ppid}`;
  } catch {
    return `${ppid}`; // not Linux, where npm's shell gives way to its command
  }
}

const ancestors = listAncestors();
const timer = setInterval(() => {
  if (listAncestors() === ancestors) return;
  clearInterval(timer);
  process.kill(process.pid, 'SIGTERM');
}, pollMs);
timer.unref();
