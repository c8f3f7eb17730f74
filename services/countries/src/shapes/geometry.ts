import type { MultiPolygon, Polygon, Position } from 'geojson';
import { cutAtAntimeridian } from './antimeridian.js';
import { mayDraw, openAtlas, partsOf, toFeature, type Scale } from './atlas.js';
import { turnOf, type Ring } from './ring.js';

/** The scale asked for, then finer ones; 1:10m has a dot in place of Vatican City, of which 1:50m has a shape. */
const fallbacks: Readonly<Record<Scale, readonly Scale[]>> = {
  '110m': ['110m', '50m', '10m'],
  '50m': ['50m', '10m'],
  '10m': ['10m', '50m'],
};

/** Decimal places that a scale is worth: a ten-thousandth of a degree is 11 m, far below a line's width at 1:10m. */
const round = (degrees: number) => Math.round(degrees * 10_000) / 10_000;

/**
 * Natural Earth's outer rings run clockwise, as d3 wants them; RFC 7946 wants them counter-clockwise.
 * Rounding may repeat a point, which is left out.
 */
function toRing(ring: Ring): Position[] {
  const rounded = ring.map(([longitude = 0, latitude = 0]): Position => [round(longitude), round(latitude)]);
  return rounded.reverse().filter((point, index) => {
    const before = rounded[index - 1];
    return !before || before[0] !== point[0] || before[1] !== point[1];
  });
}

/** The finest map quantizes a few islets to a line or a point. */
const isDrawable = ([outer]: readonly Ring[]) => outer !== undefined && turnOf(outer) > 0;

function findPolygons(isoNumeric: string, scale: Scale): Position[][][] {
  const atlas = openAtlas(scale);
  return partsOf(atlas, isoNumeric)
    .map((part) => toFeature(atlas, part).geometry)
    .flatMap((geometry) => {
      if (geometry.type === 'MultiPolygon') return geometry.coordinates;
      return geometry.type === 'Polygon' ? [geometry.coordinates] : [];
    })
    .flatMap(cutAtAntimeridian)
    .map((polygon) => polygon.map(toRing).filter((ring) => ring.length >= 4))
    .filter(isDrawable);
}

/**
 * A country's shape as GeoJSON (RFC 7946), from the map of this scale, or else from the next that has the country.
 * @returns undefined when no map has it
 */
export function findGeometry(isoNumeric: string, scale: Scale): Polygon | MultiPolygon | undefined {
  for (const candidate of fallbacks[scale]) {
    if (!mayDraw(candidate, isoNumeric)) continue;
    const [first, ...others] = findPolygons(isoNumeric, candidate);
    if (!first) continue;
    return others.length
      ? { type: 'MultiPolygon', coordinates: [first, ...others] }
      : { type: 'Polygon', coordinates: first };
  }
  return undefined;
}
