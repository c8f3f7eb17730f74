import { feature, neighbors } from 'topojson-client';
import type { GeometryObject } from 'topojson-specification';
import { openAtlas } from './atlas.js';
import { lengthKmOf } from './measures.js';

export interface MeasuredBorder {
  /** On the 1:50m map; finer maps follow more bends. */
  readonly lengthKm: number;
}

/** The arcs a shape is drawn with; an arc drawn backwards has the complement of its number. */
function arcsOf(shape: GeometryObject): Set<number> {
  const arcs = 'arcs' in shape ? (shape.arcs as readonly unknown[]).flat(3) : [];
  return new Set((arcs as number[]).map((arc) => (arc < 0 ? ~arc : arc)));
}

/**
 * The land borders on the 1:50m map, by pair of codes: countries whose shapes share arcs, and the arcs' length.
 * Shapes without a country (Siachen Glacier, Northern Cyprus and others whose status is contested) have none.
 * @param iso3Of the country with an ISO numeric code
 */
export function measureLandBorders(
  iso3Of: (isoNumeric: string) => string | undefined,
): Map<string, MeasuredBorder> {
  const atlas = openAtlas('50m');
  const shapes = atlas.objects.countries.geometries;
  const codes = shapes.map(({ id }) => (id === undefined ? undefined : iso3Of(String(id))));
  const arcs = shapes.map(arcsOf);
  const borders = new Map<string, MeasuredBorder>();
  neighbors(shapes).forEach((others, index) => {
    for (const other of others) {
      const [a, b] = [codes[index], codes[other]];
      if (!a || !b || a >= b) continue;
      const shared = [...(arcs[index] ?? [])].filter((arc) => arcs[other]?.has(arc));
      const line = feature(atlas, { type: 'MultiLineString', arcs: shared.map((arc) => [arc]) });
      const lengthKm = (borders.get(`${a}-${b}`)?.lengthKm ?? 0) + lengthKmOf(line);
      borders.set(`${a}-${b}`, { lengthKm: Math.round(lengthKm * 10) / 10 });
    }
  });
  return borders;
}
