/** Asks a running graph the 44 questions: `node tests/facts/ask.mjs http://127.0.0.1:4000/graphql`. */
import { readFile } from 'node:fs/promises';
import { findProblems } from './checks.mjs';

const [url] = process.argv.slice(2);
if (!url) {
  process.stderr.write('usage: node tests/facts/ask.mjs <address of the graph>\n');
  process.exit(2);
}
const questions = JSON.parse(await readFile(new URL('questions.json', import.meta.url), 'utf8'));

async function ask(query) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      signal: AbortSignal.timeout(15_000),
    });
    return await response.json();
  } catch (error) {
    return { errors: [{ message: String(error) }] };
  }
}

let failed = 0;
for (const { id, fact, query, expect } of questions) {
  const problems = findProblems(await ask(query), expect);
  if (problems.length === 0) continue;
  failed++;
  process.stdout.write(`FAIL ${id} ${fact}\n     ${problems.join('\n     ')}\n`);
}
process.stdout.write(`${questions.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed ? 1 : 0;
