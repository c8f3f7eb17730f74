/** Numbers that look random and are the same in every run. */
export function createSeeded(seed) {
  let state = seed >>> 0;
  /** A whole number from 0 to `below - 1`. */
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
