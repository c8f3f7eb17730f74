const BAR_WIDTH = 24;
const TTY_INTERVAL_MS = 100;
const PLAIN_INTERVAL_MS = 5000;

/** Where progress is written; `process.stderr` is one. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface ProgressOptions {
  readonly label: string;
  /** What is counted. */
  readonly unit: 'bytes' | 'rows' | 'percent';
  /** How many there are in all, when that is known. */
  readonly total?: number | undefined;
  /** The clock in milliseconds. Default: `Date.now`. */
  readonly now?: () => number;
}

export interface Progress {
  /** Says how many are done so far. */
  update(done: number): void;
  /** Ends the line; `summary` replaces the bar. */
  finish(summary: string): void;
}

/** One bar line that is redrawn on a terminal; elsewhere a plain line every five seconds, and one at the end. */
export function openProgress(stream: ProgressStream, options: ProgressOptions): Progress {
  const { label, now = Date.now } = options;
  const isTty = stream.isTTY === true;
  const startedAt = now();
  let shownAt = isTty ? -Infinity : startedAt;
  const show = (text: string) =>
    stream.write(isTty ? `\r\x1b[2K${text.slice(0, (stream.columns || 80) - 1)}` : `${text}\n`);
  return {
    update(done) {
      const at = now();
      if (at - shownAt < (isTty ? TTY_INTERVAL_MS : PLAIN_INTERVAL_MS)) return;
      shownAt = at;
      show(progressText(options, done, (at - startedAt) / 1000, isTty));
    },
    finish(summary) {
      show(`${label}: ${summary}`);
      if (isTty) stream.write('\n');
    },
  };
}

function progressText(
  { label, unit, total }: ProgressOptions,
  done: number,
  seconds: number,
  bar: boolean,
): string {
  const rate = seconds > 0 ? done / seconds : 0;
  const parts =
    unit === 'percent'
      ? []
      : [`${amount(done, unit)}${total ? ` of ${amount(total, unit)}` : ''}`, `${amount(rate, unit)}/s`];
  if (!total) return `${label}  ${parts.join('  ')}`;
  const share = Math.min(1, done / total);
  const filled = Math.round(share * BAR_WIDTH);
  const drawing = bar ? `[${'#'.repeat(filled)}${'-'.repeat(BAR_WIDTH - filled)}] ` : '';
  if (rate > 0 && share < 1) parts.push(`${duration((total - done) / rate)} left`);
  return `${label}  ${drawing}${Math.floor(share * 100)} %  ${parts.join('  ')}`;
}

function amount(value: number, unit: ProgressOptions['unit']): string {
  if (unit === 'rows') return `${Math.round(value).toLocaleString('en')} rows`;
  return value < 1e6 ? `${Math.round(value / 1e3)} kB` : `${(value / 1e6).toFixed(1)} MB`;
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
