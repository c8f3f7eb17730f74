/** Loaded before a program that cannot be changed: ends it with its parent, and tells the parent when it answers. */
import { setTimeout as sleep } from 'node:timers/promises';
import '../end-with-parent.mjs';

const url = process.env.TELL_URL;
const isUp = () =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{__typename}"}',
  }).then(
    ({ ok }) => ok,
    () => false,
  );

async function tell() {
  while (!(await isUp())) await sleep(100);
  process.send({ url });
}
if (url) void tell();
