import { expect, test } from '@jest/globals';
import { readAnswer } from '../../src/subgraph/read-answer.js';

const read = (value: unknown) => readAnswer('numbers', value);

test.each([null, 1, 'x', [], { data: [] }, { data: 1 }, { data: {}, errors: {} }, { errors: 'no' }, {}])(
  '%j has not the form of an answer',
  (value) => {
    expect(() => read(value)).toThrow(expect.objectContaining({ reason: 'not GraphQL' }));
  },
);

test('data is passed on as it is', () => {
  const data = { n: 1 };
  expect(read({ data }).data).toBe(data);
  expect(read({ data, errors: null }).errors).toBeUndefined();
  expect(read({ data, errors: [] }).errors).toBeUndefined();
});

test('errors of a wrong form are made right, and hide no data', () => {
  const errors = [
    'text',
    null,
    { message: 5, path: 'a', extensions: [] },
    { message: 'm', path: ['a', null] },
    { message: 'm', path: ['a', 1], extensions: { code: 'C' }, more: 1 },
  ];
  const message = 'The subgraph gave an error without a message.';
  expect(read({ data: {}, errors }).errors).toEqual([
    { message: 'text' },
    { message },
    { message },
    { message: 'm' },
    { message: 'm', path: ['a', 1], extensions: { code: 'C' } },
  ]);
});

test('extensions that are no object are dropped', () => {
  expect(read({ data: {}, extensions: [1] }).extensions).toBeUndefined();
  expect(read({ data: {}, extensions: { cacheControl: 5 } }).cacheControl).toBeUndefined();
});
