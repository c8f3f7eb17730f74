import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { readXml } from '../src/index.js';
import { collect, makeScratch, writeSource } from './scratch.js';

const folder = makeScratch();

function read(content: string | Uint8Array, name = 'visit') {
  return collect(readXml(writeSource(folder, 'visits.xml', content), name));
}

test('Elements come as trees with attributes, text and line, the rest of the file is passed over', async () => {
  const xml = `<?xml version="1.0"?>
<visits><about>x</about>
  <visit kind="state">
    <from id="pakistan">Pakistan &amp; <i>others</i></from><![CDATA[<raw>]]>
  </visit>
  <visit/>
</visits>`;
  const [first, second] = await read(xml);
  expect(first).toMatchObject({ name: 'visit', line: 3, attributes: { kind: 'state' } });
  expect(first?.children).toHaveLength(1);
  expect(first?.children[0]).toMatchObject({
    line: 4,
    attributes: { id: 'pakistan' },
    text: 'Pakistan & others',
  });
  expect(first?.text).toContain('<raw>');
  expect(second).toEqual({ name: 'visit', line: 6, attributes: {}, children: [], text: '' });
});

test('An element inside one of the same name is its child', async () => {
  const elements = await read('<a><visit><visit>in</visit></visit></a>');
  expect(elements).toHaveLength(1);
  expect(elements[0]?.children[0]?.text).toBe('in');
});

test('A packed file, a BOM and the declared encoding are understood', async () => {
  const text = '<a><visit>Gwādar é</visit></a>';
  expect((await read(gzipSync(`\ufeff${text}`)))[0]?.text).toBe('Gwādar é');
  const latin = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a><visit>é</visit></a>', 'latin1');
  expect((await read(latin))[0]?.text).toBe('é');
  await expect(read(Buffer.from('<a><visit>\xe9</visit></a>', 'latin1'))).rejects.toThrow(
    'visits.xml, line 1',
  );
});

const bomb = `<!DOCTYPE lolz [<!ENTITY lol "lol">${[1, 2, 3, 4, 5, 6, 7, 8, 9]
  .map((level) => `<!ENTITY lol${level} "${`&lol${level === 1 ? '' : level - 1};`.repeat(10)}">`)
  .join('')}]><a><visit>&lol9;</visit></a>`;

test.each([
  ['a billion laughs', bomb, 'document type'],
  [
    'an external entity',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a><visit>&x;</visit></a>',
    'document type',
  ],
  [
    'an external document type',
    '<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a><visit/></a>',
    'document type',
  ],
  ['an entity that nobody defined', '<a>\n<visit>&x;</visit></a>', 'line 2: undefined entity'],
  ['a tag that is not closed', '<a>\n<visit></a>', 'visits.xml, line 2'],
  ['an end in the middle', '<a><visit>', 'visits.xml, line 1'],
  ['no content', '', 'visits.xml, line 1'],
  ['a thousand levels', `${'<a>'.repeat(1000)}<visit/>${'</a>'.repeat(1000)}`, 'nested over 100 deep'],
  ['endless text', `<a><visit>${'x'.repeat(17 * 1024 ** 2)}</visit></a>`, 'too much text'],
])('XML with %s is refused', async (_what, xml, message) => {
  await expect(read(xml)).rejects.toThrow(message);
});
