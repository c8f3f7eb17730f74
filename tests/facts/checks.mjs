/**
 * What a question expects of its answer, as data, so that the same questions are asked in a test and of a running
 * graph. A path steps through objects by name and into every element of a list with `[]`.
 */
const valuesAt = (root, path) =>
  path.split('.').reduce(
    (values, step) => {
      const name = step.replaceAll('[]', '').replaceAll('[*]', '');
      const found = values.map((value) => value?.[name]);
      return step.includes('[') ? found.flatMap((value) => (Array.isArray(value) ? value : [])) : found;
    },
    [root],
  );

const equal = (value, expected) =>
  value === expected ||
  (typeof expected === 'number' && value != null && value !== '' && Number(value) === expected);
const lengthOf = (value) => (Array.isArray(value) ? value.length : 0);

const operators = {
  /** Every value found is this one, and there is one. */
  is: (values, expected) => values.length > 0 && values.every((value) => equal(value, expected)),
  includes: (values, expected) => values.some((value) => equal(value, expected)),
  excludes: (values, expected) => !values.some((value) => equal(value, expected)),
  matches: (values, expected) =>
    values.some((value) => typeof value === 'string' && new RegExp(expected, 'i').test(value)),
  notNull: (values) => values.some((value) => value != null),
  null: (values) => values.every((value) => value == null),
  atLeast: (values, expected) => Math.max(0, ...values.map(lengthOf)) >= expected,
  count: (values, expected) => values.some((value) => lengthOf(value) === expected),
  max: (values, expected) => values.every((value) => lengthOf(value) <= expected),
  min: (values, expected) => values.some((value) => value != null && Number(value) >= expected),
};

/** What is wrong with an answer, a sentence each; nothing when it is as expected. */
export function findProblems({ data, errors }, expectations) {
  const problems = (errors ?? []).map((error) => `error: ${error.message}`);
  for (const { path, op, value } of expectations) {
    const found = valuesAt(data ?? {}, path);
    if (!operators[op](found, value))
      problems.push(
        `${path} ${op} ${JSON.stringify(value) ?? ''}, found ${JSON.stringify(found).slice(0, 200)}`,
      );
  }
  return problems;
}
