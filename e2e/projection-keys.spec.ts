/** The projection by keyboard, for those who do not see it, and with less motion. */
import { expect, paperPanel, test } from './support/papergrove';
import { drawnIn, projection, savedSvg, tip, view } from './support/projection';

test('arrows walk from paper to paper, Enter opens, Escape leaves', async ({ map }) => {
  await projection(map).focus();
  await map.keyboard.press('ArrowRight');
  const first = (await tip(map).textContent()) ?? '';
  const frame = projection(map).locator('svg .current');
  const before = await frame.boundingBox();
  await map.keyboard.press('ArrowRight');
  await expect(tip(map)).not.toHaveText(first);
  const after = await frame.boundingBox();
  expect(after?.x).toBeGreaterThan(before?.x ?? Infinity);
  // What is said to those who hear the page is what is shown to those who see it.
  const title = (await tip(map).locator('.title').textContent()) ?? '';
  await expect(view(map).locator('[aria-live]')).toContainText(title);

  await map.keyboard.press('Enter');
  await expect(paperPanel(map).getByRole('heading', { level: 2 })).toHaveText(title);
  await map.keyboard.press('Escape');
  await expect(tip(map)).toHaveCount(0);
  await map.keyboard.press('Escape');
  await expect(paperPanel(map)).toHaveCount(0);
});

test('plus and minus zoom, Home shows everything', async ({ map }) => {
  await map.emulateMedia({ reducedMotion: 'reduce' });
  /** Presses a key on the map, and says how many papers are in view then. */
  const inViewAfter = async (key: string, times: number) => {
    await projection(map).focus();
    for (let pressed = 0; pressed < times; pressed++) await map.keyboard.press(key);
    return drawnIn(await savedSvg(map)).plain;
  };
  expect(await inViewAfter('Home', 1)).toBe(70);
  const near = await inViewAfter('+', 4);
  expect(near).toBeLessThan(70);
  const farther = await inViewAfter('-', 2);
  expect(farther).toBeGreaterThan(near);
  expect(await inViewAfter('Home', 1)).toBe(70);
});

test('the canvas is told in words, and every paper is in the list', async ({ map }) => {
  await expect(projection(map)).toHaveAccessibleDescription(
    /^70 papers as points, laid out by UMAP\. Topics: .+, \d+ papers; .*Arrow keys go from paper/u,
  );
  await map.getByRole('tab', { name: /^Papers/u }).click();
  await expect(
    map.getByRole('listbox', { name: 'Papers' }).getByRole('option').first(),
  ).toHaveAttribute('aria-setsize', '70');
});

for (const motion of ['no-preference', 'reduce'] as const) {
  test(`a change of layout is ${motion === 'reduce' ? 'at once' : 'a movement'}`, async ({
    map,
  }) => {
    await map.emulateMedia({ reducedMotion: motion });
    const layout = view(map).getByRole('combobox', { name: 'Layout' });
    // Made once before, so that what follows is the change alone.
    await layout.selectOption('grid');
    await expect(layout).toHaveValue('grid');
    await layout.selectOption('umap');
    await expect(layout).toHaveValue('umap');
    await expect(view(map)).toContainText('How far to trust distances');
    // Squares are drawn once every paper has arrived in its cell: how many frames does that take?
    const frames = await map.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const select = document.querySelector<HTMLSelectElement>('select[aria-label=Layout]');
          const plates = () => document.querySelector('[role=application] .plated') !== null;
          let count = 0;
          const look = () => {
            if (plates()) resolve(count);
            else {
              count++;
              requestAnimationFrame(look);
            }
          };
          if (select) select.value = 'grid';
          select?.dispatchEvent(new Event('change', { bubbles: true }));
          requestAnimationFrame(look);
        }),
    );
    if (motion === 'reduce') expect(frames).toBeLessThanOrEqual(1);
    else expect(frames).toBeGreaterThan(2);
  });
}
