// The Content Security Policy of the page and of its workers, said once: for the meta element of
// the built page, for the headers that hosts send, and for the service worker, which adds them
// where a host cannot. A policy in the page does not bind its workers: each takes its own from the
// answer that its script came in.

/** @param {Record<string, string>} directives */
const written = (directives) =>
  Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

const own = "'self'";
const scripts = `${own} 'wasm-unsafe-eval'`;

/** What both page and workers keep to: their own origin, for scripts and for everything asked. */
const common = {
  'default-src': "'none'",
  'script-src': scripts,
  'worker-src': own,
  'connect-src': own,
  'base-uri': "'none'",
  'require-trusted-types-for': "'script'",
};

const page = {
  ...common,
  'style-src': own,
  'img-src': `${own} data: blob:`,
  'font-src': own,
  'manifest-src': own,
  'form-action': "'none'",
  // Svelte makes its templates by a policy of its own; `default` is ours, for addresses of scripts.
  'trusted-types': 'default svelte-trusted-html',
};

/** Directives that a meta element may hold. */
export const metaPolicy = written(page);
export const pagePolicy = written({ ...page, 'frame-ancestors': own });
export const workerPolicy = written({ ...common, 'trusted-types': 'default' });
/**
 * Of the one worker that asks other sites, after the user's word: it holds no papers and can do
 * nothing else. Loopback is for a hub on this very machine (`?hub=`).
 */
export const outsidePolicy = written({
  'default-src': "'none'",
  'script-src': own,
  'connect-src': 'https: http://localhost:* http://127.0.0.1:*',
  'require-trusted-types-for': "'script'",
  'trusted-types': "'none'",
});

/**
 * Of a page that is one file: the one script and the one style sheet in it, by their hashes; workers
 * that it makes from what it holds, which take this policy over; and nothing asked of anybody.
 *
 * @param {string} script as in `'sha256-…'`
 * @param {string} style likewise
 */
export function singlePolicy(script, style) {
  return written({
    'default-src': "'none'",
    'script-src': `${script} 'wasm-unsafe-eval'`,
    'worker-src': 'blob:',
    'style-src': style,
    'img-src': 'data: blob:',
    'base-uri': "'none'",
    'form-action': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': page['trusted-types'],
  });
}

/** Which policy goes with which file of the page, the first that fits. */
export const policies = [
  { path: '(^|/)assets/outside\\.worker-[^/]*\\.js$', policy: outsidePolicy },
  { path: '\\.m?js$', policy: workerPolicy },
  { path: '', policy: pagePolicy },
];

/** Cross-origin isolation gives WASM its threads; every asset is same-origin, so nothing is lost. */
export const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/**
 * The headers that go with a file.
 *
 * @param {string} path of the file, without a query
 * @returns {Record<string, string>}
 */
export function headersFor(path) {
  const fitting = policies.find((one) => new RegExp(one.path, 'u').test(path));
  return { ...isolation, 'Content-Security-Policy': fitting?.policy ?? pagePolicy };
}

/**
 * The headers as Netlify, Cloudflare Pages and others read them from a file `_headers`. There every
 * rule that fits adds its header, and two policies bind both: the rule of the one worker that may
 * ask other sites first takes off what the wider rule sets.
 */
export function headersFile() {
  const lines = (headers) => Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
  const policy = (value) => `  Content-Security-Policy: ${value}`;
  return [
    '/*',
    ...lines(isolation),
    '/',
    policy(pagePolicy),
    '/index.html',
    policy(pagePolicy),
    '/service-worker.js',
    policy(workerPolicy),
    '/assets/*',
    policy(workerPolicy),
    '/assets/outside.worker-*',
    '  ! Content-Security-Policy',
    policy(outsidePolicy),
    '',
  ].join('\n');
}
