import { geoArea, geoCentroid, geoLength } from 'd3-geo';
import type { FeatureCollection, GeoJSON, Point } from 'geojson';
import { openAtlas, partsOf, toFeature } from './atlas.js';

/** The mean radius of the Earth (IUGG), which turns a sphere's angles into kilometres. */
const earthRadiusKm = 6371.0088;

/** What the 1:50m map says of a country's size and place. */
export interface ShapeMeasures {
  readonly areaKm2: number;
  readonly centroid: Point;
}

/** Measures a country's shape on the 1:50m map; undefined when that map leaves the country out. */
export function measureShape(isoNumeric: string): ShapeMeasures | undefined {
  const atlas = openAtlas('50m');
  const features = partsOf(atlas, isoNumeric).map((part) => toFeature(atlas, part));
  if (features.length === 0) return undefined;
  const shape: FeatureCollection = { type: 'FeatureCollection', features };
  const [longitude, latitude] = geoCentroid(shape).map((degrees) => Math.round(degrees * 1_000) / 1_000);
  return {
    areaKm2: Math.round(geoArea(shape) * earthRadiusKm ** 2),
    centroid: { type: 'Point', coordinates: [longitude ?? 0, latitude ?? 0] },
  };
}

/** The length of lines on the sphere, in kilometres. */
export const lengthKmOf = (lines: GeoJSON): number => geoLength(lines) * earthRadiusKm;
