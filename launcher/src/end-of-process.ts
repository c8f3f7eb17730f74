/**
 * Resolves at Ctrl-C or SIGTERM; a second one ends the process at once.
 * @returns what to await, and `end` to end the wait from within
 */
export function waitForEnd(): { readonly ended: Promise<void>; readonly end: () => void } {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  let asked = false;
  const onSignal = () => {
    if (asked) process.exit(130);
    asked = true;
    end();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return { ended, end };
}
