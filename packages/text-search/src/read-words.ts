import { badInput, readText } from '@corridor/schema';
import { foldQuery } from './fold.js';

const mostWords = 20;

/**
 * The folded words that a text argument searches for, each of which must occur; none for a blank text or none given.
 * @throws ClientError BAD_USER_INPUT for a text that the database cannot hold or of more than 20 words
 */
export function readWords(argument: string, text: string | null | undefined): string[] {
  const words = new Set(foldQuery(readText(argument, text) ?? '').split(' '));
  words.delete('');
  if (words.size > mostWords)
    throw badInput(argument, `expected at most ${mostWords} words, got ${words.size}`);
  return [...words];
}
