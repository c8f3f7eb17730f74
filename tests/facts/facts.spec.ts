import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestGraph, type TestGraph } from '../world/open-test-graph.js';
import { findProblems, type Expectation } from './checks.mjs';
import { rewordedQuestions } from './reworded.js';

interface Question {
  readonly id: number;
  readonly fact: string;
  readonly query: string;
  readonly expect: readonly Expectation[];
}

const questions = JSON.parse(readFileSync(new URL('questions.json', import.meta.url), 'utf8')) as Question[];

let graph: TestGraph;
beforeAll(async () => {
  graph = await openTestGraph();
});
afterAll(() => graph.close());

describe('the graph knows', () => {
  it.each(
    questions.map(({ id, fact, query, expect: expectations }) => [id, fact, query, expectations] as const),
  )('%i: %s', async (_id, _fact, query, expectations) => {
    expect(findProblems(await graph.ask(query), expectations)).toEqual([]);
  });
});

describe('the graph knows it asked in other words', () => {
  it.each(
    rewordedQuestions.map(
      ({ of, how, query, expect: expectations }) => [of, how, query, expectations] as const,
    ),
  )('%i: %s', async (_of, _how, query, expectations) => {
    expect(findProblems(await graph.ask(query), expectations)).toEqual([]);
  });

  it('every question is asked again', () => {
    expect(new Set(rewordedQuestions.map(({ of }) => of))).toEqual(new Set(questions.map(({ id }) => id)));
  });
});
