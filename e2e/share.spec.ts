/** Links to a view, and the menu they are copied from. */
import type { Page } from '@playwright/test';
import {
  expect,
  finished,
  openFacet,
  patience,
  revisit,
  slow,
  test,
  topics,
  watch,
} from './support/papergrove';

const rootName = (page: Page) =>
  topics(page).getByRole('treeitem').first().getAttribute('aria-label');
const shareMenu = (page: Page) => page.getByRole('button', { name: 'Share and save' });

/** What a reader sees of a view. */
async function sight(page: Page) {
  return {
    topic: await rootName(page),
    tiles: await topics(page)
      .locator('[role=treeitem][aria-level="2"]')
      .evaluateAll((items) => items.map((item) => item.getAttribute('aria-label'))),
    clusters: await page.getByRole('slider', { name: 'Topics shown' }).inputValue(),
    colour: await page.getByLabel('Colour', { exact: true }).inputValue(),
    shown: await page
      .getByRole('group', { name: 'Papers on show' })
      .getByText(/^\d+ papers? .*without code/u)
      .textContent(),
    outlined: await page.getByRole('switch', { name: 'Outline outliers' }).isChecked(),
    hash: new URL(page.url()).hash,
  };
}

/** Names on the projection and where they are in pixels: what the camera shows. */
function placesOf(page: Page) {
  return page
    .getByRole('application', { name: 'Projection' })
    .getByRole('button')
    .evaluateAll((names) =>
      names.map((name) => {
        const { x, y } = name.getBoundingClientRect();
        return { name: name.textContent.trim(), x, y };
      }),
    );
}

test('a copied link opens the same view in another browser', async ({
  map,
  browser,
  baseURL,
}, info) => {
  test.slow();
  await map.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await topics(map).locator('[role=treeitem][aria-level="2"]').first().focus();
  await map.keyboard.press('Enter');
  await map.getByRole('slider', { name: 'Topics shown' }).fill('5');
  await map.getByLabel('Colour', { exact: true }).selectOption({ label: 'Depth' });
  await openFacet(map, 'Has code');
  await map
    .getByRole('row')
    .filter({ has: map.getByRole('rowheader', { name: 'no', exact: true }) })
    .click();
  await map.getByRole('radio', { name: 'Hide' }).check();
  await map.getByRole('switch', { name: 'Outline outliers' }).click();
  await expect(map).toHaveURL(/outline=outlier/u);
  await map.getByRole('application', { name: 'Projection' }).focus();
  await map.keyboard.press('+');
  await expect(map).toHaveURL(/camera=/u);
  await map.getByRole('tab', { name: 'Facets' }).focus();
  let places = await placesOf(map);
  // The flight is over when nothing has moved between two looks.
  await expect
    .poll(async () => {
      const before = JSON.stringify(places);
      places = await placesOf(map);
      return places.length > 0 && JSON.stringify(places) === before;
    })
    .toBe(true);
  const seen = await sight(map);
  await shareMenu(map).click();
  await map.getByRole('button', { name: 'Copy link to this view' }).click();
  await expect(map.getByText('Link copied. Whoever opens it sees this view.')).toBeVisible();
  await expect(map.getByRole('group', { name: 'Share and save' })).toBeHidden();
  const link = await map.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).hash).toBe(seen.hash);

  const viewport = info.project.use.viewport ?? null;
  const context = await browser.newContext({ viewport, serviceWorkers: 'block' });
  const errors = watch(context, new URL(baseURL ?? '').origin).errors;
  const other = await context.newPage();
  await other.goto(link);
  await finished(other);
  await openFacet(other, 'Has code');
  await expect.poll(() => sight(other)).toEqual(seen);
  await expect
    .poll(async () => {
      const there = await placesOf(other);
      return (
        there.length === places.length &&
        there.every(({ name, x, y }, at) => {
          const here = places[at];
          return here?.name === name && Math.hypot(here.x - x, here.y - y) < 3;
        })
      );
    }, 'names on the projection are where they were')
    .toBe(true);
  await expect(other.getByText(/^The link names something/u)).toHaveCount(0);
  expect(errors).toEqual([]);
  await context.close();
});

test('filters are walked by the browser’s back and forward', async ({ map }) => {
  await map.getByRole('tab', { name: 'Facets' }).click();
  await map.getByRole('switch', { name: 'Only outliers' }).click();
  const line = map.getByText(/papers? that are outliers$/u);
  await expect(line).toBeVisible();
  await map.goBack();
  await expect(line).toBeHidden();
  await map.goForward();
  await expect(line).toBeVisible();
});

test('a link says once what it names that is not here', slow, async ({ map }) => {
  await map.goto('about:blank');
  await map.goto('./#cut=5&topic=9999&mood=good&filter.venue=Nowhere');
  await finished(map);
  const notice = map.getByText(/^The link names something that is not here/u);
  // It leaves by itself, but not while it is pointed at.
  await notice.hover();
  await expect(notice).toContainText('“mood”');
  await expect(notice).toContainText('the topic');
  await expect(notice).toContainText('the filter “venue: Nowhere”');
  await expect(map.getByRole('slider', { name: 'Topics shown' })).toHaveValue('5');
  await expect(map).toHaveURL(/#cut=5$/u);
  await map.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toHaveCount(0);
  await map.reload();
  await finished(map);
  await expect(notice).toHaveCount(0);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  revisit('everything in the share menu can be reached', async ({ page }) => {
    await page.goto('./');
    await finished(page);
    await shareMenu(page).tap();
    const last = page.getByRole('button', { name: 'Newick, for tree viewers' });
    await last.scrollIntoViewIfNeeded(patience);
    await expect(last).toBeInViewport({ ratio: 1 });
    await page.getByRole('button', { name: 'Copy link to this view' }).scrollIntoViewIfNeeded();
    await expect(page.getByRole('button', { name: 'Copy link to this view' })).toBeInViewport();
  });
});
