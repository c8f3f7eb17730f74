/**
 * Lets the answers of one execution arrive one at a time, in an order that follows from what was asked. Fetches that
 * run side by side may write the same place when a service contradicts another; then who comes last matters, and it
 * must be the same for both executors.
 */
export class Turns {
  private readonly waiting: { readonly key: string; readonly go: () => void }[] = [];

  async take<T>(key: string, produce: () => Promise<T>): Promise<T> {
    await new Promise<void>((resolve) => this.waiting.push({ key, go: resolve }));
    return produce();
  }

  /** Waits for work whose fetches all go through {@link take}. */
  async finish<T>(work: Promise<T>): Promise<T> {
    let isOver = false;
    const end = () => void (isOver = true);
    work.then(end, end);
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (isOver) return work;
      this.waiting.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
      this.waiting.shift()?.go();
    }
  }
}
