import { expect, finished, paperPanel, slow, test, topics } from './support/papergrove';

/** A paper of the default corpus whose abstract names its code. */
const withCode = {
  title: 'HRDA: Context-Aware High-Resolution Domain-Adaptive Semantic Segmentation',
  id: '2204.13132',
  github: 'https://github.com/lhoyer/HRDA',
};

test('a paper leads to its page, its PDF and its code', async ({ map }) => {
  await map.goto(`./#paper=${withCode.id}`);
  await finished(map);
  const panel = paperPanel(map);
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(withCode.title);
  const link = (name: string) => panel.getByRole('link', { name, exact: true });
  await expect(link('Paper')).toHaveAttribute('href', `https://arxiv.org/abs/${withCode.id}`);
  await expect(link('PDF')).toHaveAttribute('href', `https://arxiv.org/pdf/${withCode.id}`);
  await expect(link('GitHub')).toHaveAttribute('href', withCode.github);
  await expect(link('Hugging Face')).toHaveAttribute(
    'href',
    `https://huggingface.co/papers/${withCode.id}`,
  );
});

test('every paper of the default corpus has its links and its abstract', async ({ map }) => {
  const corpus = await map.evaluate(async () => {
    const response = await fetch('./corpora/unsupervised-pretraining.json');
    return (await response.json()) as {
      papers: { abstract: string; links: { kind: string; url: string }[] }[];
    };
  });
  expect(corpus.papers).toHaveLength(70);
  for (const { abstract, links } of corpus.papers) {
    expect(abstract.length).toBeGreaterThan(200);
    expect(links.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['huggingface', 'arxiv', 'pdf']),
    );
  }
  expect(
    corpus.papers.filter(({ links }) => links.some(({ kind }) => kind === 'github')),
  ).toHaveLength(23);
});

test('a paper chosen in the list is chosen in the treemap, the outline and the address', async ({
  map,
}) => {
  await map.getByRole('tab', { name: /Papers/u }).click();
  const option = map.getByRole('option').nth(2);
  const title = (await option.locator('.title').textContent()) ?? '';
  await option.click();

  await expect(paperPanel(map).getByRole('heading', { level: 2 })).toHaveText(title);
  await expect(map).toHaveURL(/paper=/u);
  await map.getByRole('tab', { name: 'Topics' }).click();
  await expect(
    map.getByRole('tree', { name: 'Outline' }).locator('[aria-selected=true]'),
  ).toHaveAccessibleName(title);

  await paperPanel(map).getByRole('button', { name: 'Show in map' }).click();
  await expect(paperPanel(map).getByRole('heading', { level: 2 })).toHaveText(title);
});

test('similar papers carry their similarity and lead on', async ({ map }) => {
  await map.goto(`./#paper=${withCode.id}`);
  await finished(map);
  const similar = paperPanel(map).getByRole('region', { name: 'Similar papers' });
  await expect(similar.getByRole('listitem')).toHaveCount(10);
  const values = (await similar.locator('.detail').allTextContents()).map(
    (text) => Number(/^(\d+)% alike$/u.exec(text.trim())?.[1]) / 100,
  );
  expect(values.every((value) => value > 0 && value < 1)).toBe(true);
  expect(values).toEqual([...values].sort((a, b) => b - a));

  const next = similar.getByRole('button').first();
  const title = ((await next.textContent()) ?? '').replace(/\s*\d+% alike\s*$/u, '').trim();
  await next.click();
  await expect(paperPanel(map).getByRole('heading', { level: 2 })).toHaveText(title);
});

test('the projection and the treemap choose the same paper', async ({ map }) => {
  const projection = map.getByRole('application', { name: 'Projection' });
  await projection.focus();
  await map.keyboard.press('ArrowRight');
  await map.keyboard.press('Enter');
  const heading = paperPanel(map).getByRole('heading', { level: 2 });
  await expect(heading).toBeVisible();
  const title = (await heading.textContent()) ?? '';
  await expect(
    map.getByRole('tree', { name: 'Outline' }).locator('[aria-selected=true]'),
  ).toHaveAccessibleName(title);
  await map.keyboard.press('Escape');
  await expect(topics(map)).toBeVisible();
});

test('a topic can be renamed, the name is kept, and the renaming taken back', async ({ map }) => {
  await topics(map).locator('[role=treeitem][aria-level="2"]').first().focus();
  await map.keyboard.press('Enter');
  const panel = map.getByRole('complementary', { name: 'Topic' });
  await expect(map).toHaveURL(/topic=/u);
  const original = (await panel.getByRole('heading', { level: 2 }).textContent()) ?? '';

  await panel.getByRole('button', { name: 'Rename topic' }).click();
  await panel.getByRole('textbox', { name: 'Name of the topic' }).fill('My own name');
  await map.keyboard.press('Enter');
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText('My own name');
  await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(/^My own name, /u);

  await map.reload();
  await finished(map);
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText('My own name');

  await panel.getByRole('button', { name: 'Rename topic' }).click();
  await panel.getByRole('textbox', { name: 'Name of the topic' }).fill('Another name');
  await map.keyboard.press('Enter');
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText('Another name');
  await panel.getByRole('button', { name: 'Undo renaming' }).click();
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText('My own name');

  await panel.getByRole('button', { name: 'Rename topic' }).click();
  await panel.getByRole('textbox', { name: 'Name of the topic' }).fill('');
  await map.keyboard.press('Enter');
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(original);
});

test('a star and a note are kept', async ({ map }) => {
  await map.goto(`./#paper=${withCode.id}`);
  await finished(map);
  const panel = paperPanel(map);
  await panel.getByRole('button', { name: 'Star', exact: true }).click();
  await panel.getByText('Note', { exact: true }).click();
  const note = panel.getByRole('textbox', { name: 'Note on this paper' });
  await note.fill('Read again');
  await note.blur();
  await map.getByRole('tab', { name: 'Starred' }).click();
  await expect(map.getByRole('listbox', { name: 'Papers' }).getByRole('option')).toHaveCount(1);

  await map.reload();
  await finished(map);
  await expect(note).toHaveValue('Read again');
  await note.fill('');
  await note.blur();
  await panel.getByRole('button', { name: 'Starred' }).click();
  await expect(map.getByRole('tab', { name: 'Starred' })).toHaveCount(0);
});

test(
  'the reading list is put in order, by keyboard and by buttons, and kept',
  slow,
  async ({ map }) => {
    await map.getByRole('tab', { name: /Papers/u }).click();
    const list = map.getByRole('listbox', { name: 'Papers' });
    const titles = async () =>
      (await list.locator('.title').allTextContents()).map((t) => t.trim());
    await list.focus();
    await map.keyboard.press('Home');
    for (let paper = 0; paper < 3; paper++) {
      await map.keyboard.press('l');
      await map.keyboard.press('ArrowDown');
    }
    await map.getByRole('tab', { name: 'Reading list' }).click();
    await expect(list.getByRole('option')).toHaveCount(3);
    const [first = '', second = '', third = ''] = await titles();

    await list.focus();
    await map.keyboard.press('Home');
    await map.keyboard.press('Alt+ArrowDown');
    await expect.poll(titles).toEqual([second, first, third]);
    await list.getByRole('option').nth(2).click();
    await map.getByRole('button', { name: 'Read first' }).click();
    await expect.poll(titles).toEqual([third, second, first]);
    await map.keyboard.press('Control+z');
    await expect.poll(titles).toEqual([second, first, third]);
    await map.keyboard.press('Control+y');
    await expect.poll(titles).toEqual([third, second, first]);

    await map.reload();
    await finished(map);
    await map.getByRole('tab', { name: 'Reading list' }).click();
    await expect.poll(titles).toEqual([third, second, first]);
    for (let paper = 0; paper < 3; paper++) {
      await list.focus();
      await map.keyboard.press('l');
    }
  },
);
