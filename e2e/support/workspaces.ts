/** Carrying corpora from one browser to another. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, patience } from './papergrove';

export const dialog = (page: Page) => page.getByRole('dialog', { name: 'Corpora' });

/** Opens the list of corpora. */
export async function manage(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Unsupervised pretraining' }).first().click();
  await page.getByRole('button', { name: /^Rename, delete/u }).click();
  await expect(dialog(page)).toBeVisible();
}

/** Saves the workspace of the open corpus from the list of corpora. */
export async function saveWorkspace(page: Page, corpus: string): Promise<Buffer> {
  const download = page.waitForEvent('download', patience);
  const deeds = dialog(page).getByRole('group', { name: corpus, exact: true });
  await deeds.getByRole('button', { name: 'Save workspace' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('unsupervised-pretraining.papergrove');
  return readFile(await saved.path());
}

/** Names of everything the page has measured: one entry for each stage that was computed. */
export function measured(page: Page): Promise<string[]> {
  return page.evaluate(() => performance.getEntriesByType('measure').map(({ name }) => name));
}

/** Hands a workspace file to a page. */
export async function openWorkspace(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page
    .getByLabel('Files of papers', { exact: true })
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}
