import type { Page } from '@playwright/test';
import { expect, paperPanel, slow, test, topics } from './support/papergrove';

const box = (map: Page) => map.getByRole('combobox', { name: 'Search papers' });
const suggestions = (map: Page) => map.getByRole('listbox', { name: 'Suggestions' });
const listed = (map: Page) => map.getByRole('listbox', { name: 'Papers' }).getByRole('option');

test('an empty box begins with examples from the corpus, and each of them finds something', async ({
  map,
}) => {
  await box(map).click();
  const examples = suggestions(map).getByRole('group', { name: 'For example' }).getByRole('option');
  await expect(examples.filter({ hasText: 'has:code' })).toBeVisible();
  // Nobody is named in this corpus.
  await expect(examples.filter({ hasText: 'author:' })).toHaveCount(0);
  await examples.filter({ hasText: 'year:' }).click();
  await expect(box(map)).toHaveValue(/^year:\d{4}\.\.$/u);
  await expect(box(map)).toBeFocused();
  await expect(suggestions(map)).toHaveCount(0);
  await expect(listed(map).first()).toBeVisible();
});

test('what is typed is finished by keys, and Escape closes one thing at a time', async ({
  map,
}) => {
  await box(map).fill('unlear');
  const first = suggestions(map).getByRole('option').first();
  await expect(first).toContainText(/unlearn/u);
  await expect(box(map)).toHaveAttribute('aria-expanded', 'true');
  await box(map).press('ArrowDown');
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await expect(box(map)).toHaveAttribute(
    'aria-activedescendant',
    (await first.getAttribute('id')) ?? '',
  );
  await box(map).press('Enter');
  await expect(box(map)).toHaveValue(/^unlearn\w+ $/u);

  await box(map).fill('ha');
  await expect(suggestions(map).getByRole('option').first()).toHaveText('has:');
  await box(map).press('ArrowDown');
  await box(map).press('Enter');
  await expect(box(map)).toHaveValue('has:');
  await expect(suggestions(map).getByRole('option').first()).toContainText('has:code');
  await box(map).press('Escape');
  await expect(suggestions(map)).toHaveCount(0);
  await expect(box(map)).toHaveValue('has:');
  await box(map).press('Escape');
  await expect(box(map)).toHaveValue('');
});

test('what cannot be read or answered is said, and the rest is answered', async ({ map }) => {
  await box(map).fill('unlearning author:hinton year:cat');
  await expect(
    map.getByText('“author:hinton” is left out', { exact: false }).first(),
  ).toBeVisible();
  await expect(map.getByText('“year:cat” is no year', { exact: false }).first()).toBeVisible();
  await expect(listed(map).first()).toBeVisible();
  await box(map).fill('title:rotations OR title:unlearning');
  await expect(listed(map).filter({ hasText: /rotation/iu })).not.toHaveCount(0);
  await expect(listed(map).filter({ hasText: /unlearn/iu })).not.toHaveCount(0);
});

test(
  'searches are saved by name, those of the past forgotten by one click',
  slow,
  async ({ map }) => {
    await box(map).fill('title:unlearning');
    await expect(listed(map).first()).toBeVisible();
    await box(map).press('Escape');
    await box(map).fill('title:unlearning');
    await map.getByRole('button', { name: 'Save search' }).click();
    const name = map.getByLabel('Name of the saved search');
    await name.fill('Forgetting');
    await name.press('Enter');
    await name.blur();
    await box(map).fill('segmentation');
    await expect(listed(map).first()).toBeVisible();
    await box(map).press('Enter');
    await box(map).fill('');
    const own = suggestions(map).getByRole('group', { name: 'Saved searches' }).getByRole('option');
    await expect(own).toContainText(['Forgetting']);
    const past = suggestions(map).getByRole('group', { name: 'Searched for last' });
    await expect(past.getByRole('option').first()).toHaveText('segmentation');
    await map.getByRole('button', { name: 'Forget what was searched for' }).click();
    await expect(past).toHaveCount(0);

    // Kept with the corpus.
    await map.reload();
    await expect(topics(map).getByRole('treeitem').first()).toBeVisible();
    await box(map).click();
    await own.first().click();
    await expect(box(map)).toHaveValue('title:unlearning');
    await map.getByRole('button', { name: 'Saved', exact: true }).click();
    await expect(map.getByRole('button', { name: 'Save search' })).toBeVisible();
  },
);

test('more like this asks for papers like the one in the panel', async ({ map }) => {
  await box(map).fill('title:unlearning');
  await listed(map).first().click();
  const title = (await paperPanel(map).getByRole('heading', { level: 2 }).textContent()) ?? '';
  await paperPanel(map).getByRole('button', { name: 'More like this' }).click();
  await expect(map.getByText(`papers like “${title}”`, { exact: false }).first()).toBeVisible();
  await expect(map).toHaveURL(/q=like/u);
  await expect(listed(map).filter({ hasText: /unlearn/iu })).not.toHaveCount(0);
  await expect(listed(map).filter({ hasText: title })).toHaveCount(0);
});

test('a pasted paper is shown where it would stand, and nothing is added', async ({ map }) => {
  const abstract =
    'We remove a concept from a text-to-image diffusion model after its training. Our method of machine ' +
    'unlearning distils the scores of the model so that it forgets the concept and keeps generating ' +
    'everything else as before.';
  await box(map).fill(`Forgetting concepts. ${abstract}`);
  await suggestions(map).getByRole('option', { name: 'Where does this paper belong?' }).click();
  const dialog = map.getByRole('dialog', { name: 'Where does my paper belong?' });
  await expect(dialog.getByLabel('Title')).toHaveValue('Forgetting concepts.');
  await expect(dialog.getByLabel('Abstract')).toHaveValue(abstract);
  await dialog.getByRole('button', { name: 'Show where it belongs' }).click();

  const own = map.getByRole('complementary', { name: 'Your paper' });
  await expect(own.getByRole('status')).toContainText('It belongs to');
  const nearest = own.getByRole('region', { name: 'Nearest papers' }).getByRole('listitem');
  await expect(nearest).toHaveCount(10);
  await expect(nearest.filter({ hasText: /unlearn|forget/iu })).not.toHaveCount(0);
  await expect(map.getByText('Your paper', { exact: true })).toBeVisible();
  await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleDescription(/, 10 lit$/u);
  const saving = map.waitForEvent('download');
  await own.getByRole('button', { name: 'Save as .bib' }).click();
  expect((await saving).suggestedFilename()).toBe('near-forgetting-concepts.bib');

  await own.getByRole('button', { name: 'Add it to this corpus' }).click();
  await expect(map.getByRole('dialog').getByText('your-paper.json')).toBeVisible();
  await map.keyboard.press('Escape');
  await own.getByRole('button', { name: 'Close your paper' }).click();
  await expect(own).toHaveCount(0);
  await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(/, 70 papers$/u);
});

test('a long question leaves room for what is said of it on a phone', async ({ map }) => {
  await map.setViewportSize({ width: 390, height: 844 });
  await box(map).fill('wedding dress shopping in Milan with all of my family and friends');
  const said = map.getByText('nothing found');
  await expect(said).toBeVisible();
  const text = await box(map).evaluate((field) => {
    const { right } = field.getBoundingClientRect();
    return right - Number.parseFloat(getComputedStyle(field).paddingInlineEnd);
  });
  expect(text).toBeLessThanOrEqual((await said.boundingBox())?.x ?? 0);
});
