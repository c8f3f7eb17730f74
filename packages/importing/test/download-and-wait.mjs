/** A process for `download.spec.ts` to kill: it downloads `<origin>/b.bin` into a cache folder. */
import { openDataSet } from '../dist/index.js';

const [origin, cacheDir] = process.argv.slice(2);
await openDataSet(
  { id: 'trial', files: [{ path: 'a/b.bin', url: `${origin}/b.bin` }] },
  { cacheDir, limits: { allowPrivate: true } },
);
