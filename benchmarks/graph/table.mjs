/** Rounds to rows: medians, and ratios taken within each round before their median is. */
import { median } from '../gateway/table.mjs';
import { titles } from './variants.mjs';

const over = (rounds, of) => median(rounds.map(of));
const cell = (value) => (Number.isNaN(value) ? '–' : value.toFixed(1));
const ratio = (one, other) => (round) =>
  round[one] && round[other] ? round[one].cpuMs / round[other].cpuMs : NaN;

/** @param results operation's name to its rounds: variant's name to `cpuMs` and `p50` */
export function linesOf(results) {
  const lines = [
    '| operation | what | CPU ms/request | of hand-written | of stock stack | median ms |',
    '|---|---|---|---|---|---|',
  ];
  for (const [operation, rounds] of Object.entries(results))
    for (const name of Object.keys(titles).filter((variant) => rounds[0][variant]))
      lines.push(
        `| ${operation} | ${titles[name]} | ${over(rounds, (round) => round[name].cpuMs).toFixed(2)} | ${cell(over(rounds, ratio(name, 'handWritten')))} | ${cell(over(rounds, ratio(name, 'stockStack')))} | ${cell(over(rounds, (round) => round[name].p50))} |`,
      );
  return lines;
}

const promises = [
  { what: 'CPU, product in one process to hand-written', of: ratio('oneProcess', 'handWritten'), atMost: 3 },
  {
    what: 'CPU, product in one process to stock stack',
    of: ratio('oneProcess', 'stockStack'),
    atMost: 1 / 3,
    stretch: 1 / 4,
  },
  {
    what: 'CPU, product in four processes to stock stack',
    of: ratio('processes', 'stockStack'),
    atMost: 1 / 3,
    stretch: 1 / 4,
  },
  {
    what: 'median at one connection, one process, ms',
    of: ({ oneProcess }) => oneProcess?.p50 ?? NaN,
    atMost: 15,
  },
];

const verdict = (value, { atMost, stretch }) => {
  if (Number.isNaN(value)) return 'not measured';
  if (stretch !== undefined && value <= stretch) return 'stretch met';
  return value <= atMost ? 'met' : '**missed**';
};

/** One row for each promise and operation. */
export const targetLines = (results) => [
  '| target | operation | at most | measured | |',
  '|---|---|---|---|---|',
  ...promises.flatMap((promise) =>
    Object.entries(results).map(([operation, rounds]) => {
      const value = over(rounds, promise.of);
      const limit = Number.isInteger(promise.atMost) ? promise.atMost : promise.atMost.toFixed(2);
      return `| ${promise.what} | ${operation} | ${limit} | ${Number.isNaN(value) ? '–' : value.toFixed(2)} | ${verdict(value, promise)} |`;
    }),
  ),
];
