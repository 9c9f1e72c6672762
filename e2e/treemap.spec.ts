/** The treemap itself: what pointing shows, keys and fingers do, and what can be taken along. */
import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import {
  expect,
  finished,
  paperPanel,
  revisit,
  savedPicture,
  slow,
  test,
  topics,
} from './support/papergrove';

const items = (page: Page) => topics(page).getByRole('treeitem');
const treemap = (page: Page) => page.getByRole('region', { name: 'Treemap', exact: true });
const rootName = async (page: Page) => (await items(page).first().getAttribute('aria-label')) ?? '';

/** Presses Enter on the first topic inside the one on show. */
async function zoomIn(page: Page): Promise<void> {
  const whole = await rootName(page);
  await items(page).nth(1).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => rootName(page)).not.toBe(whole);
}

/** A paper's tile in the first cell, found by opening the cell in the tree. */
async function placeOfPaper(page: Page): Promise<Place> {
  await topics(page).locator('[role=treeitem][aria-expanded=false]').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  return middleOf(topics(page).locator('[role=treeitem]:focus'));
}

const drawing = (page: Page) =>
  treemap(page)
    .locator('canvas')
    .evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : ''));

test('"Similar on hover" puts aside all but a paper and its nearest, and is remembered', async ({
  map,
}) => {
  const paper = await placeOfPaper(map);
  await map.mouse.move(paper.x, paper.y);
  const plain = await drawing(map);
  const similar = map.getByLabel('Similar on hover');
  const looks = map.getByRole('button', { name: 'How it looks' });
  await looks.click();
  await similar.check();
  await map.keyboard.press('Escape');
  await map.mouse.move(paper.x, paper.y);
  await expect.poll(() => drawing(map)).not.toBe(plain);
  await map.mouse.move(5, 5);
  await expect.poll(() => drawing(map)).toBe(plain);
  await map.reload();
  await finished(map);
  await looks.click();
  await expect(similar).toBeChecked();
});

test('the tip of a topic says what is most frequent in it, and what a click does', async ({
  map,
}) => {
  const box = await items(map).nth(1).boundingBox();
  if (!box) throw new Error('There is no topic.');
  await map.mouse.move(box.x + box.width / 2, box.y + 3);
  await expect(treemap(map).getByText(/\d+% with code$/u)).toBeVisible();
  await expect(treemap(map).getByText('Click to zoom in')).toBeVisible();
});

test('keys walk the tree from end to end, and every topic says its share and depth', async ({
  map,
}) => {
  const focused = map.locator('[role=treeitem]:focus');
  await items(map).first().focus();
  await map.keyboard.press('End');
  await expect(focused).toHaveAccessibleName(await items(map).last().evaluate(labelOf));
  await map.keyboard.press('Home');
  await expect(focused).toHaveAccessibleName(await rootName(map));
  await expect(focused).toHaveAccessibleDescription('100 % of what is shown, depth 1');
  const last = await items(map).last().evaluate(labelOf);
  const [word = ''] = /^[\p{L}\d]+/u.exec(last) ?? [];
  await map.keyboard.type(word);
  await expect(focused).toHaveAccessibleName(new RegExp(`^${word}`, 'iu'));
  await zoomIn(map);
  await expect(focused).toHaveAccessibleName(await rootName(map));
  await map.keyboard.press('Alt+ArrowUp');
  await expect(items(map).first()).toHaveAccessibleName(/, 70 papers$/u);
  await map.keyboard.press('Backspace');
  await expect(items(map).first()).not.toHaveAccessibleName(/, 70 papers$/u);
  await map.keyboard.press('Escape');
  await expect(items(map).first()).toHaveAccessibleName(/, 70 papers$/u);
});

function labelOf(element: Element): string {
  return element.getAttribute('aria-label') ?? '';
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(
    `axe finds nothing in a zoomed treemap with an open cell, ${colorScheme}`,
    colorScheme === 'light' ? {} : slow,
    async ({ map }) => {
      await map.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await zoomIn(map);
      await placeOfPaper(map);
      await map.getByRole('button', { name: 'Legend' }).click();
      const { violations } = await new AxeBuilder({ page: map }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
    },
  );
}

test('colours follow the score while something is searched for', slow, async ({ map }) => {
  const colour = map.getByLabel('Colour', { exact: true });
  await expect(colour.getByRole('option', { name: 'Search score' })).toHaveCount(0);
  await map.getByRole('combobox', { name: 'Search papers' }).fill('unlearning');
  await colour.selectOption({ label: 'Search score' });
  await map.getByRole('button', { name: 'Legend' }).click();
  await expect(map.getByText('best match')).toBeVisible();
  await expect(map.getByText('not found', { exact: true })).toBeVisible();
  await map.keyboard.press('Escape');
  await map.getByRole('combobox', { name: 'Search papers' }).fill('');
  await expect(colour).toHaveValue('topic');
});

test('the view is saved with its title, legend and parameters', async ({ map }) => {
  await zoomIn(map);
  const name = (await rootName(map)).replace(/, \d+ papers$/u, '');
  await map.getByLabel('Colour', { exact: true }).selectOption({ label: 'Has code' });
  const svg = await readFile(await (await savedPicture(map, 'treemap', 'SVG')).path(), 'utf8');
  expect(svg).toContain(`<title>Unsupervised pretraining: ${name}</title>`);
  expect(svg).toContain('Colour: Has code');
  const words = svg.replaceAll(/<[^>]*>/gu, ' ').replaceAll(/\s+/gu, ' ');
  expect(words).toContain('yes (23)');
  expect(words).toMatch(/\d+ of 70 papers · .+ · Ward’s linkage · \d+ topics shown/u);
});

test('a zoom shows in every frame the names that are there before and after', async ({ map }) => {
  const clock = await recordedFrames(map);
  const before = await clock.frame();
  await items(map).nth(1).focus();
  await map.keyboard.press('Enter');
  const frames: ReadonlySet<string>[] = [before];
  for (let time = 0; time < 1000; time += 50) frames.push(await clock.frame());
  const after = frames.at(-1) ?? before;
  const both = [...before].filter((word) => after.has(word));
  // The name of the topic that was opened, and of more inside of it.
  expect(both.length).toBeGreaterThan(2);
  for (const frame of frames) expect(both.filter((word) => !frame.has(word))).toEqual([]);
  expect([...after].filter((word) => !before.has(word)).length).toBeGreaterThan(3);
});

test('a topic is clustered on its own, and left again', async ({ map }) => {
  await zoomIn(map);
  const papers = /, (\d+) papers$/u.exec(await rootName(map))?.[1] ?? '';
  await map.getByRole('button', { name: 'Re-cluster these papers' }).click();
  await expect(map.getByText(`Clustered on their own: ${papers} of 70 papers`)).toBeVisible();
  await finished(map);
  await expect(items(map).first()).toHaveAccessibleName(new RegExp(`, ${papers} papers$`, 'u'));
  await map.getByRole('button', { name: 'All papers', exact: true }).click();
  await finished(map);
  await expect(items(map).first()).toHaveAccessibleName(/, 70 papers$/u);
});

test.describe('by touch', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  revisit('fingers zoom in and out, and find targets large enough', slow, async ({ page }) => {
    // The tour's card would lie over the strips that are tapped.
    await page.addInitScript(() =>
      localStorage.setItem('papergrove:display', JSON.stringify({ tourSeen: true })),
    );
    await page.goto('./');
    await finished(page);
    const whole = await rootName(page);
    const path = page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('listitem').first();
    const home = async () => {
      if ((await rootName(page)) !== whole) {
        // There is room for one name: those around it wait behind "…".
        await path.getByRole('button').first().tap();
        await path.getByRole('listitem').first().getByRole('button').tap();
      }
      await expect.poll(() => rootName(page)).toBe(whole);
    };
    const strips = topics(page).locator('[role=treeitem].header');

    expect((await items(page).first().boundingBox())?.height).toBeGreaterThanOrEqual(44);
    for (const strip of await strips.all()) {
      expect((await strip.boundingBox())?.height).toBeGreaterThanOrEqual(24);
    }
    for (const button of await page.getByRole('main').getByRole('button').all()) {
      const box = await button.boundingBox();
      const name = (await button.getAttribute('aria-label')) ?? (await button.textContent()) ?? '';
      if (box) expect(Math.round(box.height), name).toBeGreaterThanOrEqual(44);
    }

    await strips.last().tap();
    await expect.poll(() => rootName(page)).not.toBe(whole);
    const inside = await rootName(page);
    await pinch(page, await middleOf(treemap(page)), 240, 60);
    await expect.poll(() => rootName(page)).not.toBe(inside);
    await home();

    await pinch(page, await middleOf(strips.last()), 60, 240);
    await expect.poll(() => rootName(page)).not.toBe(whole);
    await home();

    await doubleTap(page, await placeOfPaper(page));
    await expect.poll(() => rootName(page)).not.toBe(whole);
    await expect(paperPanel(page)).toHaveCount(0);
  });

  revisit('a finger that rests is told what a mouse is, and opens nothing', async ({ page }) => {
    await page.addInitScript(() =>
      localStorage.setItem('papergrove:display', JSON.stringify({ tourSeen: true })),
    );
    await page.goto('./');
    await finished(page);
    const place = await placeOfPaper(page);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [place] });
    await expect(treemap(page).locator('[data-searched]')).toBeVisible();
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await page.getByRole('navigation', { name: 'Views' }).getByRole('button').last().focus();
    await expect(treemap(page).locator('[data-searched]')).toBeVisible();
    await expect(paperPanel(page)).toHaveCount(0);
  });

  revisit('two fingers beside the views zoom no page', async ({ page }) => {
    await page.goto('./');
    await finished(page);
    await pinch(page, await middleOf(page.getByRole('banner')), 40, 200);
    expect(await page.evaluate(() => visualViewport?.scale)).toBe(1);
  });
});

interface Place {
  readonly x: number;
  readonly y: number;
}

async function middleOf(element: Locator): Promise<Place> {
  const box = await element.boundingBox();
  if (!box) throw new Error('It is not shown.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Two fingers around a place move from one distance to another. */
async function pinch(page: Page, { x, y }: Place, from: number, to: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove', apart: number) =>
    devtools.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: [
        { id: 0, x: x - apart / 2, y },
        { id: 1, x: x + apart / 2, y },
      ],
    });
  await send('touchStart', from);
  for (let step = 1; step <= 8; step++) await send('touchMove', from + ((to - from) * step) / 8);
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

/** Both taps are sent at once, so that a slow machine does not make two single taps of them. */
async function doubleTap(page: Page, place: Place): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchEnd', touchPoints: readonly Place[]) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints: [...touchPoints] });
  await Promise.all([
    touch('touchStart', [place]),
    touch('touchEnd', []),
    touch('touchStart', [place]),
    touch('touchEnd', []),
  ]);
}

/** A clock of our own, and the words of topics' names to be seen on the treemap after each 50 ms. */
async function recordedFrames(page: Page) {
  await page.clock.install();
  await page.evaluate(() => {
    const { prototype } = CanvasRenderingContext2D;
    const { fillText, clearRect } = prototype;
    const shown: string[] = [];
    Object.assign(window, { shownWords: shown });
    prototype.clearRect = function (...box) {
      if (this.canvas.closest('[aria-label="Treemap"]')) shown.splice(0);
      clearRect.apply(this, box);
    };
    prototype.fillText = function (text, x, y) {
      const isName = /^(?:bold|[6-9]00)\b/u.test(this.font);
      if (isName && this.globalAlpha > 0.4 && this.canvas.closest('[aria-label="Treemap"]'))
        shown.push(...text.split(/[^\p{L}\d-]+/u).filter((word) => word.length > 3));
      fillText.call(this, text, x, y);
    };
  });
  // Another frame, for what is on the canvas already.
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.clock.runFor(200);
  return {
    frame: async (): Promise<ReadonlySet<string>> => {
      await page.clock.runFor(50);
      return new Set(
        await page.evaluate(() => {
          const words: unknown = Reflect.get(window, 'shownWords');
          return Array.isArray(words) ? words.map(String) : [];
        }),
      );
    },
  };
}
