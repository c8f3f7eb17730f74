import { strToU8, zipSync } from 'fflate';
import { expect, test } from '@jest/globals';
import { readTable } from '../src/index.js';
import { collect, makeScratch, writeSource } from './scratch.js';

const folder = makeScratch();
const namespaces = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

const workbook = zipSync({
  'xl/workbook.xml': strToU8(
    `<workbook ${namespaces}><sheets><sheet name="Other" r:id="a"/><sheet name="Data" r:id="b"/></sheets></workbook>`,
  ),
  'xl/_rels/workbook.xml.rels': strToU8(
    '<Relationships><Relationship Id="b" Target="worksheets/sheet2.xml"/></Relationships>',
  ),
  'xl/sharedStrings.xml': strToU8(
    '<sst><si><t>title</t></si><si><r><t>Karot </t></r><r><t>dam</t></r></si></sst>',
  ),
  'xl/worksheets/sheet2.xml': strToU8(`<worksheet><sheetData>
    <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>rate</t></is></c><c r="C1" t="str"><v>loan</v></c></row>
    <row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>4.8360000000000003</v></c><c r="C2" t="b"><v>1</v></c></row>
    <row r="3"><c r="A3"/></row>
    <row r="4"><c r="C4" t="b"><v>0</v></c></row>
    <row r="5"><c r="A5"><v>1</v></c><c r="D5"><v>beyond</v></c></row>
  </sheetData></worksheet>`),
});

function readSheet(sheet: string, archive = zipSync({ 'data.xlsx': workbook, 'readme.txt': strToU8('x') })) {
  return collect(readTable({ ...writeSource(folder, 'data.zip', archive), member: 'data.xlsx', sheet }));
}

test('A sheet of a workbook in a zip reads like a CSV file', async () => {
  expect(await readSheet('Data')).toEqual([
    { line: 2, row: { title: 'Karot dam', rate: '4.836', loan: 'true' } },
    { line: 4, row: { title: '', rate: '', loan: 'false' } },
    { line: 5, reject: { reason: 'wrong number of columns', value: 'beyond' } },
  ]);
});

test('A sheet, a member or a zip that is not there or damaged is named', async () => {
  await expect(readSheet('Absent')).rejects.toThrow('data.zip has no sheet "Absent"');
  await expect(readSheet('Data', zipSync({ 'other.xlsx': workbook }))).rejects.toThrow(
    'should hold data.xlsx',
  );
  await expect(readSheet('Data', zipSync({ 'data.xlsx': workbook }).subarray(0, 500))).rejects.toThrow(
    'data.zip cannot be unzipped',
  );
});

test('A member that claims to unpack to more than 512 MiB is refused before it is unpacked', async () => {
  const archive = Buffer.from(zipSync({ 'data.csv': strToU8('a\n1\n') }));
  const directory = archive.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
  archive.writeUInt32LE(600 * 1024 ** 2, directory + 24);
  await expect(collect(readTable(writeSource(folder, 'bomb.zip', archive)))).rejects.toThrow(
    'unpacks to 629145600 bytes',
  );
});

/** An R data file made for this test: a factor, days, numbers and texts, each with a missing value. */
const rda = Buffer.from(
  'QlpoOTFBWSZTWXzhXGIAALD/3P+zSASAARAAbAEQQC8HneDEABAARADoAEBDsADYgap5SNPJPRPSeUAbUyBkYTQYhjQ0NABk' +
    'NAAAAABimkIaDNQAAAMgAaex26Tw+RiFcpBXGmZzFWZw9oCK6+NjEgUFqXH9U5IPqoihWIOBEBNIxmCFds7YZaWIAMiJFCc+' +
    'mOKWZiZAQGAARJkQIcSiQ5Eh6JISJJ3zGHyIgJSOfCi1GUUIpUrU6ltW9orrgVIlIsK0wdyTqs9G6F5zoImyFDGNKGdVTrN6' +
    'O4vxIG5kBryP8VsITXD7jeMb8BjX5AiBvA9v8XckU4UJB84VxiA=',
  'base64',
);

test('An R data frame reads like a CSV file', async () => {
  expect(await collect(readTable(writeSource(folder, 'votes.rda', rda)))).toEqual([
    { line: 2, row: { vote: 'yes', on: '1971-10-25', n: '7', text: 'Côte' } },
    { line: 3, row: { vote: '', on: '', n: '', text: '' } },
    { line: 4, row: { vote: 'no', on: '1946-01-01', n: '-1.5', text: 'NA' } },
  ]);
});

test('A damaged or cut R data file is refused by name', async () => {
  await expect(collect(readTable(writeSource(folder, 'cut.rda', rda.subarray(0, 60))))).rejects.toThrow(
    'cut.rda cannot be read',
  );
  await expect(collect(readTable(writeSource(folder, 'odd.rda', Buffer.from('BZh9 no'))))).rejects.toThrow(
    'odd.rda',
  );
});
