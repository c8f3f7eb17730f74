import { openProgress, type ProgressStream } from '@corridor/importing';
import type { LoadProgress } from '@corridor/subgraph';
import type { ServiceName } from './open-databases.js';

/** One bar for the loads of all services, drawn only if there is something to load: most starts have nothing. */
export function openLoadProgress(stream: ProgressStream) {
  const shares = new Map<ServiceName, number>();
  let bar: ReturnType<typeof openProgress> | undefined;
  const serviceCount = 3;
  return {
    of:
      (service: ServiceName): LoadProgress =>
      (_label, fraction) => {
        shares.set(service, fraction);
        if (fraction === 1 && !bar) return;
        bar ??= openProgress(stream, { label: 'Loading the data', unit: 'percent', total: 100 });
        bar.update((100 * [...shares.values()].reduce((sum, share) => sum + share, 0)) / serviceCount);
      },
    /** Ends the bar, if one was drawn, with a word on how it went. */
    finish(summary: string): void {
      bar?.finish(summary);
      bar = undefined;
    },
  };
}
