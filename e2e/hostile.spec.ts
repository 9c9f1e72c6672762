/**
 * Workspaces that lie; papers that want to run in every field: shown, saved as pictures, and those
 * opened as pages.
 */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import {
  changedWorkspace,
  setFields,
  setNumbers,
  type Sections,
} from '../src/storage/testing/changed-workspace';
import {
  expect,
  finished,
  paperPanel,
  savedPicture,
  show,
  test,
  topics,
} from './support/papergrove';
import { openWorkspace } from './support/workspaces';

const run = 'window.papersRanThis=true';
const evil = [
  `<script>${run}</script>`,
  `"><img src=x onerror=${run}>`,
  `'><svg/onload=${run}>`,
  `</text></svg><script>${run}</script>`,
  `]]><script>${run}</script><![CDATA[`,
  `<foreignObject><iframe src="javascript:${run}"/></foreignObject>`,
  `javascript:${run}`,
  `&lt;script&gt;${run}&lt;/script&gt; &#x3C;b&#x3E;`,
  `{{${run}}} \${${run}} <%= ${run} %>`,
  `\u202Eevil \u2028 \u0000 \u001B[31m \uFFFE`,
  `${'W'.repeat(1500)}`,
  `${'Z̷̧̢̛'.repeat(80)}`,
  '__proto__ constructor toString',
];

/** A corpus file of the page's own format, which is believed most. */
const corpus = JSON.stringify({
  format: 'papergrove-corpus',
  version: 1,
  name: evil[0],
  papers: Array.from({ length: 40 }, (_, paper) => {
    const bad = (shift: number): string => evil[(paper + shift) % evil.length] ?? '';
    return {
      id: `${bad(0)}${paper}`,
      title: `${['Graphs', 'Proteins', 'Speech'][paper % 3] ?? ''} ${bad(1)} ${paper}`,
      abstract: `${bad(2)} ${['graph node edge', 'protein fold', 'speech voice'][paper % 3] ?? ''}. ${bad(3)}`,
      authors: [bad(4), bad(5)],
      year: [1, 9007199254740991, -4e9, 2020, 2021][paper % 5],
      venue: bad(6),
      categories: [bad(7), bad(8)],
      doi: bad(9),
      arxivId: bad(10),
      links: [
        { kind: 'paper', url: bad(6) },
        { kind: 'pdf', url: `https://papers.example/${bad(1)}` },
        { kind: bad(2), url: 'data:text/html,<script>1</script>' },
      ],
      extra: { [bad(0)]: bad(1), toString: bad(2), Shelf: bad(paper % 2) },
    };
  }),
});

/** In the workspace that is changed. */
const papersThere = 8;
const workspace = new URL('../src/storage/fixtures/workspace-1.papergrove', import.meta.url);
/** Changes of a workspace that make it lie so that it cannot be opened. */
const lies: readonly ((sections: Sections) => void)[] = [
  (sections) => setNumbers(sections, 'tree/right', { 0: 2 ** 31 - 1 }),
  // A topic within itself, and one within that: papers are numbered first.
  (sections) => setNumbers(sections, 'tree/left', { 0: papersThere, 1: papersThere }),
  (sections) => setNumbers(sections, 'layout', { 1: NaN }),
  (sections) => setFields(sections, 'making', '"milliseconds":{"embed":null}'),
  (sections) => setFields(sections, 'workspace', '"settings":{"seed":null,"encoder":"x"}'),
];

/** The workspace as it is in the repository, after a change. */
async function lying(change: (sections: Sections) => void): Promise<Buffer> {
  const changed = await changedWorkspace(new Blob([await readFile(workspace)]), change);
  return Buffer.from(await changed.arrayBuffer());
}

const ran = (page: Page) => page.evaluate(() => 'papersRanThis' in window || 'polluted' in {});
const overflows = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('workspaces that lie are refused, papers that want to run are text, in pictures as well', async ({
  map,
  browser,
}) => {
  for (const [number, lie] of lies.entries()) {
    await openWorkspace(map, `lie-${number}.papergrove`, await lying(lie));
    const refusal = `lie-${number}.papergrove is not a workspace that can be opened`;
    await expect(map.getByRole('alert')).toContainText(refusal);
    await map.keyboard.press('Escape');
  }
  // Places that can be written down, and are too far apart to be drawn as they are.
  const far = (sections: Sections): void => setNumbers(sections, 'layout', { 0: 3e38, 3: -3e38 });
  await openWorkspace(map, 'far.papergrove', await lying(far));
  await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(
    new RegExp(`, ${papersThere} papers$`, 'u'),
  );
  await finished(map);

  await map.getByLabel('Files of papers', { exact: true }).setInputFiles({
    name: `${evil[1] ?? ''}.json`.replaceAll('/', ''),
    mimeType: 'application/json',
    buffer: Buffer.from(corpus),
  });
  await map.getByRole('button', { name: 'Make the map' }).click();
  await finished(map);
  await map.getByRole('tab', { name: 'Papers' }).click();
  const options = map.getByRole('tabpanel').getByRole('option');
  for (const position of [0, 1, 2, 3, 4]) {
    await options.nth(position).click();
    await expect(paperPanel(map).getByRole('heading', { level: 2 })).toBeVisible();
    for (const link of await paperPanel(map).getByRole('link').all())
      expect(await link.getAttribute('href')).toMatch(/^https?:\/\//u);
    await expect(map.locator('script:not([src]), iframe, [onload], [onerror]')).toHaveCount(0);
  }
  expect(await overflows(map)).toBe(0);
  await map.keyboard.press('Escape');
  await map.getByRole('tab', { name: 'Facets' }).click();
  await expect(map.getByRole('combobox', { name: 'Facet', exact: true })).toBeVisible();
  expect(await overflows(map)).toBe(0);
  expect(await ran(map)).toBe(false);

  const pictures = [
    await readFile(await (await savedPicture(map, 'treemap', 'SVG')).path(), 'utf8'),
    await readFile(await (await savedPicture(map, 'projection', 'SVG')).path(), 'utf8'),
  ];
  for (const view of ['Table', 'Treemap']) {
    await show(map, view);
    expect(await overflows(map)).toBe(0);
  }
  const elsewhere = await browser.newContext({ serviceWorkers: 'block' });
  const page = await elsewhere.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  for (const [number, picture] of pictures.entries()) {
    // A host without any policy, so that the picture itself must be harmless.
    const address = `http://pictures.example/${number}.svg`;
    await page.route(address, (route) =>
      route.fulfill({ contentType: 'image/svg+xml', body: picture }),
    );
    await page.goto(address);
    expect(await page.evaluate(() => document.documentElement.tagName)).toBe('svg');
    await expect(page.locator('parsererror, script, foreignObject, iframe')).toHaveCount(0);
    expect(
      await page.evaluate(() =>
        [...document.querySelectorAll('*')].flatMap((element) =>
          element.getAttributeNames().filter((name) => /^on|href$/iu.test(name)),
        ),
      ),
    ).toEqual([]);
    expect(await ran(page)).toBe(false);
  }
  expect(asked.filter((url) => !/^http:\/\/pictures\.example\/\d\.svg$/u.test(url))).toEqual([]);
  await elsewhere.close();
});
