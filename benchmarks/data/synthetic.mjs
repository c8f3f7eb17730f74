/**
 * Synthetic volume: the real GDELT rows of a mirror again and again, with days, ids and addresses of their own, as GDELT 2.0
 * would offer them. What it says never happened; how long its texts are, who meets whom and how often, did.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { readCsv } from '@corridor/importing';

const rawFile = 'events/gdelt/20191024143000.export.CSV.gz';
const sampleFile = 'events/gdelt/20251201-20260325.sample10k.csv.gz';

const columns = 61;
const column = { id: 0, day: 1, month: 2, year: 3, url: 60 };
/** Where GDELT 2.0 has what the sample has by name. */
const sampleColumns = {
  ...{ Actor1Code: 5, Actor1Name: 6, Actor1CountryCode: 7, Actor1Type1Code: 12 },
  ...{ Actor2Code: 15, Actor2Name: 16, Actor2CountryCode: 17 },
  ...{ EventCode: 26, EventBaseCode: 27, EventRootCode: 28, QuadClass: 29, GoldsteinScale: 30 },
  ...{ NumMentions: 31, NumSources: 32, NumArticles: 33, AvgTone: 34 },
  ...{ ActionGeo_Type: 51, ActionGeo_FullName: 52, ActionGeo_CountryCode: 53 },
  ...{ ActionGeo_Lat: 56, ActionGeo_Long: 57, SOURCEURL: column.url },
};

/** A day's events in the real sample's density would be ten times as many: ten years should hold ten million. */
const eventsPerDay = 2_740;
const firstDay = Date.UTC(2016, 0, 1);
const firstId = 500_000_000;

/** Rows in which nobody has a country are left out: most are rejected, and N rows should be N events. */
const isLoadable = (values) => Boolean(values[7] || values[17]) && values[column.url] !== '';

async function readRows(mirror) {
  const raw = createInterface({ input: createReadStream(path.join(mirror, rawFile)).pipe(createGunzip()) });
  const rows = [];
  for await (const line of raw) {
    const values = line.split('\t');
    if (values.length === columns && isLoadable(values)) rows.push(values);
  }
  const sample = { path: sampleFile, location: path.join(mirror, sampleFile) };
  for await (const { row } of readCsv(sample)) {
    if (!row) continue;
    const values = new Array(columns).fill('');
    for (const [name, index] of Object.entries(sampleColumns)) values[index] = row[name];
    if (!/[\t\n]/.test(values.join('')) && isLoadable(values)) rows.push(values);
  }
  return rows;
}

function synthesize(values, number, turn) {
  const day = new Date(firstDay + Math.floor(number / eventsPerDay) * 86_400_000).toISOString().slice(0, 10);
  const copy = [...values];
  copy[column.id] = String(firstId + number);
  copy[column.day] = day.replaceAll('-', '');
  copy[column.month] = copy[column.day].slice(0, 6);
  copy[column.year] = copy[column.day].slice(0, 4);
  // In the path where there are no parameters, since addresses with parameters take longer to read.
  if (copy[column.url]) copy[column.url] += `${copy[column.url].includes('?') ? '&synthetic=' : '/synthetic-'}${turn}`;
  return copy.join('\t');
}

/** Writes rows number `from` to `to` (exclusive) of the synthetic volume into a file. */
export async function writeSynthetic(mirror, file, from, to) {
  const rows = await readRows(mirror);
  const out = createWriteStream(file, { highWaterMark: 1 << 20 });
  let text = '';
  for (let number = from; number < to; number += 1) {
    text += `${synthesize(rows[number % rows.length], number, Math.floor(number / rows.length))}\n`;
    if (text.length < 1 << 18 && number + 1 < to) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end();
  await finished(out);
}
