/** The promises of the engine, each computed within rounds, and whether this run kept them. */
import { overRounds } from './table.mjs';

const ratio = (key, above, below) => (round) => round[above][key] / round[below][key];

/** `atLeast` or `atMost`, with a stretch beside some. */
const promises = [
  {
    what: 'dashboard: CPU of stock to ours',
    operation: 'dashboard',
    names: ['stock', 'ours'],
    of: ratio('cpuMs', 'stock', 'ours'),
    atLeast: 8,
    stretch: 10,
  },
  {
    what: 'one fetch: CPU of stock to ours',
    operation: 'card',
    names: ['stock', 'ours'],
    of: ratio('cpuMs', 'stock', 'ours'),
    atLeast: 12,
    stretch: 15,
  },
  {
    what: 'dashboard: CPU of Hive Gateway with router-runtime to ours',
    operation: 'dashboard',
    names: ['hive', 'ours'],
    of: ratio('cpuMs', 'hive', 'ours'),
    atLeast: 6,
    stretch: 7.5,
  },
  {
    what: 'dashboard: CPU of ours to the bare limit',
    operation: 'dashboard',
    names: ['bare', 'ours'],
    of: ratio('cpuMs', 'ours', 'bare'),
    atMost: 2.2,
    stretch: 1.7,
  },
  {
    what: 'dashboard: p50 at one connection, ours to stock',
    operation: 'dashboard',
    names: ['stock', 'ours'],
    of: ratio('p50Alone', 'ours', 'stock'),
    atMost: 0.3,
  },
  {
    what: 'dashboard: p99 at 32 connections, ours to stock',
    operation: 'dashboard',
    names: ['stock', 'ours'],
    of: ratio('p99', 'ours', 'stock'),
    atMost: 0.15,
  },
  {
    what: 'dashboard: memory under load, ours to stock',
    operation: 'dashboard',
    names: ['stock', 'ours'],
    of: ratio('rssMb', 'ours', 'stock'),
    atMost: 1,
  },
  {
    what: 'in-process subgraphs: total CPU to that over HTTP, subgraphs included in both',
    operation: 'dashboard',
    names: ['oursFresh', 'oursInProcess'],
    of: ratio('cpuMs', 'oursInProcess', 'oursFresh'),
    atMost: 1,
  },
  {
    what: 'in-process subgraphs: p50 at one connection to that over HTTP',
    operation: 'dashboard',
    names: ['oursFresh', 'oursInProcess'],
    of: ratio('p50Alone', 'oursInProcess', 'oursFresh'),
    atMost: 0.5,
  },
  {
    what: 'in-process subgraphs: CPU of stock (without its subgraphs) to ours with them',
    operation: 'dashboard',
    names: ['stock', 'oursInProcess'],
    of: ratio('cpuMs', 'stock', 'oursInProcess'),
    stretch: 13,
  },
  {
    what: 'from the answer cache: requests/s to those of hello world',
    operation: 'card',
    names: ['hello', 'oursCached'],
    of: ratio('perSecond', 'oursCached', 'hello'),
    atLeast: 0.5,
  },
];

const digits = (value) => (value >= 2 ? value.toFixed(1) : value.toFixed(2));

function verdict(value, { atLeast, atMost, stretch }) {
  const reaches = (bound) => (atMost === undefined ? value >= bound : value <= bound);
  if (stretch !== undefined && reaches(stretch)) return 'met, stretch too';
  const target = atLeast ?? atMost;
  if (target === undefined) return 'stretch missed';
  return reaches(target) ? 'met' : '**missed**';
}

function sayTarget({ atLeast, atMost, stretch }) {
  const sign = atMost === undefined ? '≥' : '≤';
  const target = atLeast ?? atMost;
  return [
    ...(target === undefined ? [] : [`${sign} ${target}`]),
    ...(stretch === undefined ? [] : [`stretch ${sign} ${stretch}`]),
  ].join(', ');
}

/** @param sections phases as they were measured: `{operation, rounds}` */
export function targetRows(sections) {
  return promises.flatMap((promise) => {
    const section = sections.find(
      ({ operation, rounds }) =>
        operation === promise.operation && promise.names.every((name) => name in rounds[0]),
    );
    if (!section) return [];
    const value = overRounds(section.rounds, promise.of);
    return [`| ${promise.what} | ${digits(value)} | ${sayTarget(promise)} | ${verdict(value, promise)} |`];
  });
}

export const targetHead = ['| target | measured | wanted | |', '|---|---|---|---|'];
