/** A file that cannot be read as a whole: damaged, cut off, too large, or not what it should be. Its message names it. */
export class FileError extends Error {
  override readonly name = 'FileError';
}
