import { expect, it } from 'vitest';
import { isSuperseded, type Built } from './newer-version';

function page(script: string | null): Built {
  return {
    baseURI: 'https://papers.example/map/index.html?x=1#y',
    querySelector: () =>
      script === null ? null : Object.assign(Object.create(null), { getAttribute: () => script }),
  };
}

function host(body: string, status = 200) {
  const asked: string[] = [];
  const ask: typeof fetch = async (url) => {
    asked.push(String(url));
    return new Response(body, { status });
  };
  return { ask, asked };
}

const index = (script: string) => `<script type="module" crossorigin src="${script}"></script>`;

it.each([
  ['the same build', './assets/a.js', index('./assets/a.js'), 200, false],
  ['another build', './assets/a.js', index('./assets/b.js'), 200, true],
  ['a host in trouble', './assets/a.js', index('./assets/b.js'), 503, false],
  ['the page of a network that wants a login', './assets/a.js', '<h1>Log in</h1>', 200, false],
  ['a page that began with no script', null, index('./assets/b.js'), 200, false],
])('%s', async (_, script, body, status, superseded) => {
  const { ask, asked } = host(body, status);
  expect(await isSuperseded(page(script), ask)).toBe(superseded);
  if (script !== null) expect(asked).toEqual(['https://papers.example/map/']);
});

it('a host that does not answer is not a newer one', async () => {
  const ask = () => Promise.reject(new TypeError('Failed to fetch'));
  expect(await isSuperseded(page('./assets/a.js'), ask)).toBe(false);
});
