import { geoContains, geoEquirectangular, geoStream, type GeoStream } from 'd3-geo';
import type { Position } from 'geojson';
import { turnOf, type Ring } from './ring.js';

/** Longitudes and latitudes as they are, but cut where the 180th meridian divides them. */
const plane = geoEquirectangular()
  .scale(180 / Math.PI)
  .translate([0, 0])
  .precision(0)
  .reflectY(true);

const crosses = (ring: Ring) =>
  ring.some(([longitude = 0], index) => Math.abs(longitude - (ring[index - 1]?.[0] ?? longitude)) > 180);

function cutRings(polygon: readonly Ring[]): Position[][] {
  const rings: Position[][] = [];
  const nothing = () => undefined;
  const collector: GeoStream = {
    polygonStart: nothing,
    polygonEnd: nothing,
    lineStart: () => void rings.push([]),
    point: (longitude, latitude) => void rings.at(-1)?.push([longitude, latitude]),
    lineEnd: () => void rings.at(-1)?.push(rings.at(-1)?.[0] ?? []),
  };
  geoStream({ type: 'Polygon', coordinates: polygon.map((ring) => [...ring]) }, plane.stream(collector));
  return rings;
}

/**
 * The parts of a polygon on either side of the 180th meridian. The maps join what lies there (Russia, Fiji, Antarctica
 * around the pole), which a flat map would draw as a streak around the world; RFC 7946 asks for the cut.
 * @param polygon outer ring clockwise, then its holes
 */
export function cutAtAntimeridian(polygon: readonly Ring[]): (readonly Ring[])[] {
  if (!polygon.some(crosses)) return [polygon];
  const rings = cutRings(polygon);
  const holes = rings.filter((ring) => turnOf(ring) > 0);
  return rings
    .filter((ring) => turnOf(ring) < 0)
    .map((outer) => {
      const part = { type: 'Polygon' as const, coordinates: [outer] };
      return [outer, ...holes.filter(([point]) => geoContains(part, [point?.[0] ?? 0, point?.[1] ?? 0]))];
    });
}
