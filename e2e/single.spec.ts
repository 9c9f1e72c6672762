/** A map that is one file, opened from a disk. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from '@playwright/test';
import { expect, finished, paperPanel, patience, topics, watch } from './support/papergrove';

const title = 'Papers </title><script>window.papersRanThis = true</script> <!-- <script>';
const folder = mkdtempSync(join(tmpdir(), 'papergrove-single-'));
const file = join(folder, 'a map #1.html');

function build(...args: readonly string[]) {
  return spawnSync('node', ['scripts/run.mjs', 'scripts/site.ts', ...args, '--single'], {
    encoding: 'utf8',
    timeout: 170_000,
  });
}

test.beforeAll(() => {
  const files = ['public/corpora/unsupervised-pretraining.json', 'e2e/fixtures/hostile.bib'];
  const { status, stderr } = build(...files, '--out', file, '--title', title);
  expect(status, stderr).toBe(0);
});
test.afterAll(() => rmSync(folder, { recursive: true }));

test('is zoomed, searched and read with nothing asked of anybody', async ({ context, page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const seen = watch(context, 'null');
  await context.addInitScript(() =>
    localStorage.setItem('papergrove:display', JSON.stringify({ tourSeen: true })),
  );
  await page.goto(pathToFileURL(file).href);
  await finished(page);
  await expect(page).toHaveTitle(`${title} · Papergrove`);
  const items = topics(page).getByRole('treeitem');
  await expect(items.first()).toHaveAccessibleName(/, 73 papers$/u);
  await items.nth(1).click();
  await expect(page).toHaveURL(/topic=/u);
  await page.getByRole('tab', { name: 'Papers' }).click();
  await page.getByRole('option').first().click();
  await expect(paperPanel(page)).toContainText(/\w+ \w+ \w+ \w+\./u);
  await page.getByRole('combobox', { name: 'Search papers' }).fill('diffusion models');
  await expect(page.getByText(/\d+ found/u).first()).toBeVisible(patience);

  const own = pathToFileURL(file).href;
  const others = asked.filter((url) => !url.startsWith(own) && !/^(?:data|blob):/u.test(url));
  expect(others, 'requests').toEqual([]);
  expect(seen.errors, 'uncaught errors').toEqual([]);
  expect(seen.violations, 'violations of the policy').toEqual([]);
  expect(await page.evaluate(() => 'papersRanThis' in window)).toBe(false);
});

test('allows its own script and no other', async ({ page }) => {
  const html = readFileSync(file, 'utf8');
  expect(html.match(/script-src ([^;]*);/u)?.[1]).toMatch(/^'sha256-[^']+' 'wasm-unsafe-eval'$/u);
  const changed = join(folder, 'changed.html');
  writeFileSync(changed, html.replace('</body>', '<script>window.added = true</script></body>'));
  await page.goto(pathToFileURL(changed).href);
  await finished(page);
  expect(await page.evaluate(() => 'added' in window)).toBe(false);
});

test('is not written over what is no map, nor for more papers than one file holds', () => {
  const strange = join(folder, 'letter.html');
  writeFileSync(strange, '<p>Dear reader');
  const refused = build('e2e/fixtures/hostile.bib', '--out', strange);
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain('is no map written before');
  expect(readFileSync(strange, 'utf8')).toBe('<p>Dear reader');
  const many = join(folder, 'many.jsonl');
  const line = (_: unknown, at: number) => JSON.stringify({ id: `p${at}`, title: `Paper ${at}` });
  writeFileSync(many, Array.from({ length: 20_001 }, line).join('\n'));
  const tooMany = build(many, '--out', join(folder, 'many.html'));
  expect(tooMany.status).toBe(1);
  expect(tooMany.stderr).toContain('These are 20001 papers');
  expect(tooMany.stderr).toContain('Leave --single out');
});
