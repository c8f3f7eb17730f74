/** npm passes on a signal that the terminal has sent to every process already: two so close together are one. */
const sameSignalMs = 1_000;

/** The end of a command that runs until somebody ends it. */
export interface End {
  readonly ended: Promise<void>;
  /** Whether that has happened. */
  readonly signal: AbortSignal;
  /** Ends it from within. */
  end(): void;
}

/** Waits for Ctrl-C, SIGTERM or the closing of the terminal; a second signal ends the process at once. */
export function waitForEnd(): End {
  const ending = new AbortController();
  const ended = new Promise<void>((resolve) => ending.signal.addEventListener('abort', () => resolve()));
  const end = () => ending.abort();
  let askedAt: number | undefined;
  const onSignal = () => {
    if (askedAt !== undefined && performance.now() - askedAt > sameSignalMs) process.exit(130);
    askedAt ??= performance.now();
    end();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  if (process.stdin.isTTY) process.on('SIGHUP', onSignal); // without a terminal it may be `nohup` that started this
  return { ended, signal: ending.signal, end };
}
