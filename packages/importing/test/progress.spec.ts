import { expect, test } from '@jest/globals';
import { openProgress } from '../src/index.js';

function record(isTTY: boolean, columns = 100) {
  let text = '';
  let at = 0;
  const stream = { isTTY, columns, write: (piece: string) => (text += piece) };
  return { stream, now: () => at, pass: (ms: number) => (at += ms), text: () => text };
}

test('On a terminal one line is redrawn with bar, percent, rate and time left', () => {
  const { stream, now, pass, text } = record(true);
  const progress = openProgress(stream, { label: 'wdi', unit: 'bytes', total: 10e6, now });
  pass(2000);
  progress.update(2.5e6);
  pass(10);
  progress.update(2.6e6);
  progress.finish('264,398 rows');
  expect(text().split('\r\x1b[2K')).toEqual([
    '',
    'wdi  [######------------------] 25 %  2.5 MB of 10.0 MB  1.3 MB/s  6 s left',
    'wdi: 264,398 rows\n',
  ]);
});

test('A narrow terminal gets a line that fits, so that it never wraps', () => {
  const { stream, now, pass, text } = record(true, 20);
  const progress = openProgress(stream, { label: 'wdi', unit: 'bytes', total: 10e6, now });
  pass(2000);
  progress.update(2.5e6);
  expect(text()).toBe('\r\x1b[2Kwdi  [######-------');
});

test('Elsewhere there are plain lines, one in five seconds and one at the end', () => {
  const { stream, now, pass, text } = record(false);
  const progress = openProgress(stream, { label: 'unvotes', unit: 'rows', now });
  for (let second = 1; second <= 11; second += 1) {
    pass(1000);
    progress.update(second * 1000);
  }
  progress.finish('done');
  expect(text().split('\n')).toEqual([
    'unvotes  5,000 rows  1,000 rows/s',
    'unvotes  10,000 rows  1,000 rows/s',
    'unvotes: done',
    '',
  ]);
});
