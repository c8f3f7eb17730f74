import { describe, expect, test } from '@jest/globals';
import type { Position } from 'geojson';
import { iso31661 } from 'iso-3166';
import { findGeometry } from '../src/shapes/geometry.js';
import { measureLandBorders } from '../src/shapes/land-borders.js';
import { turnOf } from '../src/shapes/ring.js';

const polygonsOf = (isoNumeric: string, scale: '10m' | '50m' | '110m'): Position[][][] => {
  const shape = findGeometry(isoNumeric, scale);
  if (!shape) return [];
  return shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
};

describe('a shape', () => {
  test.each(['110m', '50m', '10m'] as const)(
    'at 1:%s is GeoJSON as RFC 7946 wants it: closed rings, outer ones counter-clockwise',
    (scale) => {
      const drawn = iso31661
        .map(({ numeric }) => polygonsOf(numeric, scale))
        .filter((polygons) => polygons.length > 0);
      expect(drawn.length).toBeGreaterThan(235);
      for (const [outer = [], ...holes] of drawn.flat()) {
        expect(turnOf(outer)).toBeGreaterThan(0);
        for (const hole of holes) expect(turnOf(hole)).toBeLessThan(0);
        for (const ring of [outer, ...holes]) expect(ring.at(-1)).toEqual(ring[0]);
      }
    },
  );

  test.each(['643', '242', '010'])(
    'that lies across the 180th meridian, as %s does, is cut there',
    (isoNumeric) => {
      const rings = polygonsOf(isoNumeric, '110m').flat();
      const steps = rings.flatMap((ring) =>
        ring.slice(1).map(([longitude = 0], index) => Math.abs(longitude - (ring[index]?.[0] ?? 0))),
      );
      expect(Math.max(...steps)).toBeLessThanOrEqual(180);
      const longitudes = rings.flat().map(([longitude = 0]) => longitude);
      expect([Math.min(...longitudes), Math.max(...longitudes)]).toEqual([-180, 180]);
    },
  );

  test('of a country that a map leaves out comes from the next map that has it', () => {
    expect(polygonsOf('702', '110m')).toEqual(polygonsOf('702', '50m')); // Singapore is too small for 1:110m
    expect(polygonsOf('292', '110m')).toEqual(polygonsOf('292', '10m')); // Gibraltar is on 1:10m alone
    expect(polygonsOf('336', '10m')).toEqual(polygonsOf('336', '50m')); // 1:10m has a dot for Vatican City
  });

  test('has more points the finer its map', () => {
    const points = (['110m', '50m', '10m'] as const).map((scale) => polygonsOf('586', scale).flat(2).length);
    expect(points).toEqual([...points].sort((a, b) => a - b));
  });

  test('is missing for what no map draws', () => {
    expect(findGeometry('074', '110m')).toBeUndefined(); // Bouvet Island
  });
});

describe('land borders', () => {
  test('are between countries, never with a shape that has no code', () => {
    const codes = new Map(iso31661.map(({ numeric, alpha3 }) => [numeric, alpha3]));
    const borders = measureLandBorders((isoNumeric) => codes.get(isoNumeric));
    expect(borders.size).toBeGreaterThan(300);
    for (const pair of borders.keys()) expect(pair).toMatch(/^[A-Z]{3}-[A-Z]{3}$/);
  });
});
