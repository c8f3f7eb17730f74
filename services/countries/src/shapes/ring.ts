import type { Position } from 'geojson';

/** A closed line around a polygon or a hole in one; its last point repeats the first. */
export type Ring = readonly Position[];

/** Twice the area that a ring encloses in the plane: positive when it runs counter-clockwise, negative else. */
export const turnOf = (ring: Ring): number =>
  ring.reduce((sum, [x = 0, y = 0], index) => {
    const [nextX = 0, nextY = 0] = ring[(index + 1) % ring.length] ?? [];
    return sum + x * nextY - nextX * y;
  }, 0);
