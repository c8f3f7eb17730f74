const pollMs = 200;

const isReady = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
};

/** Resolves with true when every health address answers 200; waits as long as that takes. */
export async function waitUntilReady(urls: readonly string[]): Promise<true> {
  for (const url of urls)
    while (!(await isReady(url))) await new Promise((resolve) => setTimeout(resolve, pollMs));
  return true;
}
