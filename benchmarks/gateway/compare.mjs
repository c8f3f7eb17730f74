/** Whether all variants answer alike, before anything is timed. */
import { isDeepStrictEqual } from 'node:util';
import { askOnce, requestBytes } from './connection.mjs';

/** Where two values first differ, for a reader who must find it. */
function firstDifference(a, b, path = 'answer') {
  const bothObjects = typeof a === 'object' && typeof b === 'object' && a !== null && b !== null;
  if (!bothObjects)
    return `${path}: ${String(JSON.stringify(a)).slice(0, 300)} against ${String(JSON.stringify(b)).slice(0, 300)}`;
  const key = [...new Set([...Object.keys(a), ...Object.keys(b)])].find(
    (name) => !isDeepStrictEqual(a[name], b[name]),
  );
  return firstDifference(a[key], b[key], `${path}.${key}`);
}

/**
 * Asks a gateway everything once, a few at a time.
 * @param expected the answers it must give, in the order of `bodies`; any without
 * @returns its answers, and its requests as load asks them
 * @throws Error naming the first difference
 */
export async function learnAnswers({ title, url, bodies, expected }) {
  const atOnce = 8;
  const learned = [];
  for (let from = 0; from < bodies.length; from += atOnce)
    learned.push(...(await Promise.all(bodies.slice(from, from + atOnce).map((body) => askOnce(url, body)))));
  const answers = learned.map(({ text }) => JSON.parse(text));
  answers.forEach((answer, index) => {
    if (answer.errors)
      throw new Error(`${title} answers with errors: ${JSON.stringify(answer.errors).slice(0, 600)}`);
    if (expected && !isDeepStrictEqual(answer, expected[index]))
      throw new Error(`${title} answers differently: ${firstDifference(answer, expected[index])}`);
  });
  const requests = bodies.map((body, index) => ({
    bytes: requestBytes(url, body),
    length: learned[index].length,
  }));
  return { answers, requests };
}
