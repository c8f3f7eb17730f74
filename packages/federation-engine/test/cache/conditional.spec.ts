import { describe, expect, it } from '@jest/globals';
import { etagOf, isUnchanged } from '../../src/cache/conditional.js';

const etag = etagOf('{"data":null}');

describe('a conditional request', () => {
  it('is given a tag that is the same for the same body only', () => {
    expect(etag).toMatch(/^W\/"[\w-]{27}"$/);
    expect(etagOf('{"data":null}')).toBe(etag);
    expect(etagOf('{"data":{}}')).not.toBe(etag);
  });

  it.each([etag, etag.slice(2), '*', ' * ', `"a", ${etag}`, `W/"a,b",${etag.slice(2)} , "c"`, `"",${etag}`])(
    'is unchanged with If-None-Match %s',
    (header) => {
      expect(isUnchanged(header, etag)).toBe(true);
    },
  );

  it.each([undefined, '', '"a"', 'W/"a"', etag.slice(3, -1), etag.toLowerCase(), '"*"'])(
    'is answered whole with If-None-Match %s',
    (header) => {
      expect(isUnchanged(header, etag)).toBe(false);
    },
  );

  it('reads a list of 60 kB in no time', () => {
    const started = performance.now();
    expect(isUnchanged('W/"'.repeat(20_000), etag)).toBe(false);
    expect(isUnchanged(`"${'a'.repeat(60_000)}`, etag)).toBe(false);
    expect(performance.now() - started).toBeLessThan(200);
  });
});
