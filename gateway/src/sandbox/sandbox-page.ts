import { createHash } from 'node:crypto';
import type { HttpAnswer } from '@corridor/http';

const cdn = 'https://embeddable-sandbox.cdn.apollographql.com';
const frame = 'https://sandbox.embed.apollographql.com';

/** A network that swallows packets reports no error; after this the notice is shown beside whatever may still come. */
const patienceMs = 5_000;

const style = `
  html, body { margin: 0; height: 100%; font: 16px/1.5 system-ui, sans-serif; color: #1b2240; background: #f4f6f8; }
  #sandbox { position: fixed; inset: 0; }
  #sandbox iframe { border: 0; width: 100%; height: 100%; }
  main { max-width: 44rem; margin: 10vh auto; padding: 0 1.5rem; }
  pre { padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; background: #fff; border: 1px solid #d0d5dd; border-radius: 6px; }
  @media (prefers-color-scheme: dark) {
    html, body { color: #e6e9f0; background: #15191f; }
    pre { background: #1f252e; border-color: #39424f; }
  }`;

const script = `
  const endpoint = location.origin + location.pathname;
  const byId = (id) => document.getElementById(id);
  const question = JSON.stringify({ query: '{ __schema { queryType { fields { name description } } } }' });
  byId('curl').textContent = "curl " + endpoint + " \\\\\\n  -H 'content-type: application/json' \\\\\\n  -d '" + question + "'";
  byId('endpoint').textContent = endpoint;
  const show = (id, visible) => { byId(id).hidden = !visible; };
  const giveUp = () => { show('loading', false); show('notice', true); };
  const patience = setTimeout(giveUp, ${patienceMs});
  const library = document.createElement('script');
  library.src = '${cdn}/_latest/embeddable-sandbox.umd.production.min.js';
  library.onerror = () => { clearTimeout(patience); giveUp(); };
  library.onload = () => {
    clearTimeout(patience);
    show('page', false);
    show('sandbox', true);
    new window.EmbeddedSandbox({
      target: '#sandbox',
      initialEndpoint: endpoint,
      endpointIsEditable: false,
      includeCookies: false,
      runTelemetry: false,
    });
  };
  document.head.append(library);`;

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The graph – Sandbox</title>
<style>${style}</style>
</head>
<body>
<div id="sandbox" hidden></div>
<main id="page">
  <h1>The graph is up</h1>
  <p id="loading">Loading Apollo Sandbox…</p>
  <noscript><p>This page needs JavaScript; the graph itself does not.</p></noscript>
  <div id="notice" hidden>
    <p><strong>Apollo Sandbox cannot be loaded:</strong> its page comes from Apollo’s servers, and they cannot be reached
    from here. The graph needs no network; ask it at <code id="endpoint"></code> with any GraphQL client, or so:</p>
    <pre id="curl"></pre>
    <p>That lists what can be asked. When the network is back, reload this page.</p>
  </div>
</main>
<script>${script}</script>
</body>
</html>
`;

const scriptHash = createHash('sha256').update(script).digest('base64');
const policy = [
  `default-src 'none'`,
  `script-src 'sha256-${scriptHash}' ${cdn}`,
  `style-src 'unsafe-inline'`,
  `frame-src ${frame}`,
  `connect-src 'self'`,
  `img-src 'self' data:`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ');

/** Whether a person's browser asks, and not a client. */
export const prefersHtml = (accept: string): boolean => accept.includes('text/html');

/** Apollo's Sandbox from its own servers, or a notice when they cannot be reached. */
export const sandboxPage = (): HttpAnswer => ({
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': policy,
  },
  body: page,
});
