import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Feature, Geometry } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification';

/** Natural Earth's scales: 1:10, 1:50 and 1:110 million. */
export type Scale = '10m' | '50m' | '110m';

export type Atlas = Topology<{ readonly countries: GeometryCollection<{ readonly name: string }> }>;

const resolve = createRequire(import.meta.url).resolve;

/**
 * Parsed maps, held weakly: the finest takes about 30 MB and is seldom asked for, so memory may take it back, while
 * a burst of questions parses it once (the 1:10m map takes 0.14 s, the others a few milliseconds).
 */
const parsed = new Map<Scale, WeakRef<Atlas>>();

/** The countries of each map that was parsed, so that asking for one it leaves out does not parse it again. */
const drawn = new Map<Scale, ReadonlySet<string>>();

/** The map of the world's countries at a scale, as topology; the ids are ISO numeric codes. */
export function openAtlas(scale: Scale): Atlas {
  const held = parsed.get(scale)?.deref();
  if (held) return held;
  const atlas = JSON.parse(readFileSync(resolve(`world-atlas/countries-${scale}.json`), 'utf8')) as Atlas;
  parsed.set(scale, new WeakRef(atlas));
  drawn.set(scale, new Set(atlas.objects.countries.geometries.map(({ id }) => String(id))));
  return atlas;
}

/** False when the map of a scale is known to leave a country out. */
export const mayDraw = (scale: Scale, isoNumeric: string): boolean =>
  drawn.get(scale)?.has(isoNumeric) ?? true;

/** The version of the package the maps come from. */
export const atlasVersion = (): string =>
  (JSON.parse(readFileSync(resolve('world-atlas/package.json'), 'utf8')) as { version: string }).version;

/** A country's parts on a map; several when the map draws its outlying islands apart, none when it leaves it out. */
export const partsOf = (atlas: Atlas, isoNumeric: string): GeometryObject[] =>
  atlas.objects.countries.geometries.filter(({ id }) => id === isoNumeric);

/** A part of a map as a GeoJSON feature. */
export const toFeature = (atlas: Atlas, part: GeometryObject): Feature<Geometry> =>
  feature(atlas, part) as Feature<Geometry>;
