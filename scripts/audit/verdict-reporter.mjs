/** Reporter for `node:test`: one line of JSON per case, `{name, passed, detail}`, suites left out. */
export default async function* verdicts(events) {
  for await (const { type, data } of events) {
    if (data?.details?.type === 'suite' || (type !== 'test:pass' && type !== 'test:fail')) continue;
    const error = data.details?.error;
    yield `${JSON.stringify({
      name: data.name,
      passed: type === 'test:pass',
      detail: error && String(error.cause?.message ?? error.message),
    })}\n`;
  }
}
