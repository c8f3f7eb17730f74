/** Rounds to rows: medians, and ratios taken within each round before their median is. */
import { variants } from './variants.mjs';

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median over the rounds of `of`, which is given one round: variant's name to what was measured. */
export const overRounds = (rounds, of) => median(rounds.map(of));

const twoDigits = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(2));
const times = (value) => `${value >= 100 ? value.toFixed(0) : value.toFixed(1)}x`;

const columns = [
  ['CPU ms/request', (rounds, name) => overRounds(rounds, (round) => round[name].cpuMs).toFixed(3)],
  ['less than stock', (rounds, name) => ratioTo('stock', rounds, name)],
  ['of bare limit', (rounds, name) => ratioTo(name, rounds, 'bare')],
  ['p50 at 1', (rounds, name) => twoDigits(overRounds(rounds, (round) => round[name].p50Alone))],
  [
    'p50 / p99 at 32',
    (rounds, name) =>
      ['p50', 'p99'].map((key) => twoDigits(overRounds(rounds, (round) => round[name][key]))).join(' / '),
  ],
  ['requests/s', (rounds, name) => overRounds(rounds, (round) => round[name].perSecond).toFixed(0)],
  ['RSS MB', (rounds, name) => overRounds(rounds, (round) => round[name].rssMb).toFixed(0)],
];

/** How often the CPU time of `name` fits into that of `other`; nothing when they were not measured together. */
function ratioTo(other, rounds, name) {
  if (!rounds[0][other] || !rounds[0][name]) return '–';
  return times(overRounds(rounds, (round) => round[other].cpuMs / round[name].cpuMs));
}

/** @param rounds of one phase and operation */
export const rowsOf = (rounds) =>
  Object.keys(rounds[0])
    .sort((a, b) => Object.keys(variants).indexOf(a) - Object.keys(variants).indexOf(b))
    .map(
      (name) => `| ${[variants[name].title, ...columns.map(([, cell]) => cell(rounds, name))].join(' | ')} |`,
    );

export const tableHead = [
  `| what | ${columns.map(([title]) => title).join(' | ')} |`,
  `|---|${columns.map(() => '---|').join('')}`,
];
