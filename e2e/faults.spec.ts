/** Broken files and a browser that keeps nothing: the page says what is wrong and stays useful. */
import type { Page } from '@playwright/test';
import { expect, finished, slow, status, test, topics } from './support/papergrove';

const corpusFile = '**/corpora/unsupervised-pretraining.json';

async function expectFailure(page: Page, message: RegExp): Promise<void> {
  // Beside it another alert may say that marks are not kept.
  const alert = page.getByRole('main').getByRole('alert');
  await expect(alert).toBeVisible();
  await expect(alert).toContainText(message);
  await expect(alert.getByRole('button', { name: 'Try again' })).toBeVisible();
}

test('a corpus that does not exist is named', async ({ page }) => {
  await page.goto('./#corpus=corpora/no-such-corpus.json');
  await expectFailure(page, /corpora\/no-such-corpus\.json does not exist/u);
});

test('an address on another site is not contacted', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).host));
  await page.goto('./#corpus=https://papers.example/x.json');
  await expectFailure(page, /papers\.example/u);
  expect(asked).not.toContain('papers.example');
});

for (const [kind, body, message] of [
  ['empty', '', /unsupervised-pretraining\.json is empty/u],
  ['malformed', '{"format": "papergrove-corpus", "papers": [', /is not valid JSON/u],
  ['foreign', '{"rows": []}', /is not a Papergrove corpus/u],
] as const) {
  test(
    `an ${kind} corpus file is named, and trying again works once it is mended`,
    kind === 'foreign' ? {} : slow,
    async ({ page }) => {
      await page.route(corpusFile, (route) =>
        route.fulfill({ body, contentType: 'application/json' }),
      );
      await page.goto('./');
      await expectFailure(page, message);
      await page.unroute(corpusFile);
      await page.getByRole('button', { name: 'Try again' }).click();
      await expect(page.getByRole('option').first()).toBeVisible();
      await expect(page.getByRole('alert')).toHaveCount(0);
    },
  );
}

for (const [kind, answer] of [
  ['missing', { status: 404, body: 'Not found' }],
  ['corrupt', { status: 200, body: 'this is not a lexicon' }],
] as const) {
  test(
    `a ${kind} lexicon leaves the words of the papers, and says so`,
    kind === 'corrupt' ? slow : {},
    async ({ page, context }) => {
      await context.route('**/lexicon/*.bin', (route) => route.fulfill(answer));
      await page.goto('./');
      await finished(page);
      await expect(status(page)).toContainText('The word lexicon could not be read');
      await expect(topics(page).getByRole('treeitem').first()).toHaveAccessibleName(
        /, 70 papers$/u,
      );
      await expect(page.getByRole('alert')).toHaveCount(0);
    },
  );

  test(
    `a ${kind} runtime leaves the same map, computed in script, and says so`,
    kind === 'corrupt' ? slow : {},
    async ({ page, context, map }) => {
      const names = (of: Page) =>
        topics(of)
          .getByRole('treeitem')
          .evaluateAll((items) => items.map((item) => item.getAttribute('aria-label')));
      await context.route('**/ort-wasm*.wasm', (route) => route.fulfill(answer));
      await page.goto('./');
      await finished(page);
      await expect(status(page)).toContainText('JavaScript');
      expect(await names(page)).toEqual(await names(map));
      await expect(page.getByRole('alert')).toHaveCount(0);
    },
  );
}

test('without IndexedDB everything works and says that it will not be kept', async ({
  page,
  context,
}) => {
  // A private window of some browsers: the engine’s worker finds no storage.
  await context.route('**/assets/engine.worker-*.js', async (route) => {
    const response = await route.fetch();
    const body = `Object.defineProperty(self, 'indexedDB', { value: undefined });\n${await response.text()}`;
    await route.fulfill({ response, body });
  });
  await page.goto('./');
  await finished(page);
  await expect(status(page)).toContainText('Not kept after this visit');
});

test('an engine that cannot start is said, and the papers stay readable', async ({
  page,
  context,
}) => {
  await context.route('**/assets/engine.worker-*.js', (route) =>
    route.fulfill({ status: 404, body: 'Not found' }),
  );
  await page.goto('./');
  await expectFailure(page, /./u);
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.getByRole('option').first().click();
  await expect(page.getByRole('complementary', { name: 'Paper', exact: true })).toBeVisible();
});
