/**
 * Whether a browser page of this origin may call: `*` lets every page in, `http://localhost:*` every port of a host.
 */
export function isAllowedOrigin(origin: string, allowed: readonly string[]): boolean {
  return allowed.some((entry) => {
    if (entry === '*' || entry === origin) return true;
    return (
      entry.endsWith(':*') &&
      /^(:\d+)?$/.test(origin.slice(entry.length - 2)) &&
      origin.startsWith(entry.slice(0, -2))
    );
  });
}
