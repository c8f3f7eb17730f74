import { readFile } from 'node:fs/promises';
import type { SupergraphSdlHook } from '@apollo/gateway';

export interface FollowFileOptions {
  /** How often the file is read, in milliseconds. Default 1,000. */
  readonly pollMs?: number;
  /** Told when the file cannot be read any more, once until it can be again. Default: nobody is told. */
  readonly onError?: (error: Error) => void;
}

/**
 * Takes the supergraph from a file, and again whenever its content is another. The content is compared, and nothing
 * is asked of the file system's notifications: they miss what a mounted volume or a rename puts in a file's place.
 */
export const followFile =
  (path: string, { pollMs = 1_000, onError = () => {} }: FollowFileOptions = {}): SupergraphSdlHook =>
  async ({ update }) => {
    const first = await readFile(path, 'utf8');
    let given = first;
    let previous = first;
    let isReadable = true;

    const look = async () => {
      const text = await readFile(path, 'utf8');
      isReadable = true;
      // Only what stayed for a whole turn is given on: a file that is being written is half a supergraph.
      if (timer && text !== given && text === previous) update((given = text));
      previous = text;
    };
    const lookAndReport = async () => {
      await look().catch((error: Error) => {
        if (isReadable) onError(error);
        isReadable = false;
      });
      if (timer) timer = setTimeout(() => void lookAndReport(), pollMs).unref();
    };
    let timer: NodeJS.Timeout | undefined = setTimeout(() => void lookAndReport(), pollMs).unref();

    const cleanup = async () => {
      clearTimeout(timer);
      timer = undefined;
    };
    return { supergraphSdl: first, cleanup };
  };
