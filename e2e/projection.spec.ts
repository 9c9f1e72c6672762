/** Layouts, how far to trust them, and pictures of them. */
import { readFile } from 'node:fs/promises';
import { expect, savedPicture, test } from './support/papergrove';
import { drawnIn, projection, savedSvg, tip, view } from './support/projection';

test.beforeEach(async ({ map }) => {
  await expect(projection(map)).toBeVisible();
});

test('each layout says how far to trust it', async ({ map }) => {
  const layout = view(map).getByRole('combobox', { name: 'Layout' });
  const quality = view(map).getByRole('button', { name: /^How far to trust distances: \d+%$/u });
  const measures = view(map).getByRole('group', { name: 'How far to trust this picture' });
  const told = new Set<string>();
  for (const kind of ['umap', 'pca', 'grid']) {
    await layout.selectOption(kind);
    await expect(layout).toHaveValue(kind);
    // Until the layout has come to rest and was measured, the button comes and goes.
    await expect(async () => {
      if (!(await measures.isVisible())) {
        // By the keyboard as well as by the pointer.
        await quality.focus({ timeout: 1000 });
        await map.keyboard.press('Enter');
      }
      await expect(measures.getByRole('term')).toHaveText(
        ['Trustworthiness', 'Continuity', 'Neighbours kept'],
        { timeout: 1000 },
      );
      expect(told.has((await measures.textContent()) ?? '')).toBe(false);
    }).toPass();
    told.add((await measures.textContent()) ?? '');
    await map.keyboard.press('Escape');
    await expect(measures).toBeHidden();
    await expect(quality).toBeFocused();
  }
  for (const line of told) {
    const [trust, continuity] = [...line.matchAll(/[01]\.\d\d/gu)].map(([value]) => Number(value));
    expect(trust).toBeGreaterThan(0.5);
    expect(trust).toBeLessThanOrEqual(1);
    expect(continuity).toBeGreaterThan(0.5);
    expect(continuity).toBeLessThanOrEqual(1);
  }
});

test('a paper says how many of its true neighbours are near it, and lines lead to all', async ({
  map,
}) => {
  const tracing = view(map).getByRole('button', { name: /true neighbours/u });
  await tracing.click();
  await expect(tracing).toHaveAttribute('aria-pressed', 'true');
  await expect(view(map)).toContainText('Point at a paper');
  await projection(map).focus();
  await map.keyboard.press('ArrowRight');
  await expect(tip(map)).toBeVisible();
  const line = view(map).getByText(/\d+ of its 15 nearest papers by\s+content/u);
  await expect(line).toBeVisible();
  const kept = Number.parseInt(((await line.textContent()) ?? '').trim(), 10);
  expect(kept).toBeLessThanOrEqual(15);
  // Leaders from names to their points are lines as well.
  const lines = projection(map).locator('.neighbours line:not(.halo)');
  await expect(lines).toHaveCount(15);
  await expect(projection(map).locator('line.misplaced')).toHaveCount(15 - kept);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`the projection is saved with title, legend and parameters, ${scheme}`, async ({ map }) => {
    await map.emulateMedia({ colorScheme: scheme });
    const svg = await savedSvg(map);
    expect(svg.startsWith('<svg')).toBe(true);
    expect(drawnIn(svg)).toMatchObject({ plain: 70, faint: 0, selected: 0, hits: 0 });
    expect(svg).toContain('>Unsupervised pretraining</text>');
    expect(svg).toMatch(/70 papers · .*umap layout · seed 42 · trustworthiness 0\.\d\d/u);
    // One square of the legend for each topic on the map.
    const shown = await map.getByRole('slider', { name: 'Topics shown' }).inputValue();
    expect(svg.match(/<rect [^>]*rx="2"/gu)).toHaveLength(Number(shown));
    const [, ground = ''] = /<rect width="100%" height="100%" fill="rgb\((\d+)/u.exec(svg) ?? [];
    expect(Number(ground) > 128).toBe(scheme === 'light');
  });
}

test('the projection is saved as PNG, at twice the size of the SVG', async ({ map }) => {
  const [, width = ''] = /width="(\d+)"/u.exec(await savedSvg(map)) ?? [];
  const download = await savedPicture(map, 'projection', 'PNG');
  expect(download.suggestedFilename()).toMatch(/\.png$/u);
  const bytes = await readFile(await download.path());
  expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect(bytes.readUInt32BE(16)).toBe(2 * Number(width));
  expect(bytes.length).toBeGreaterThan(5000);
});
