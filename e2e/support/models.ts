/**
 * Choosing models of a hub that is a server on another port: it speaks the hub's addresses and serves
 * the stand-in model's files under a made-up name, as well or as badly as each test asks for.
 */
import type { Page } from '@playwright/test';
import { startHub, type HubServer } from '../../src/embedding/testing/hub-server';
import { standInFiles } from '../../src/embedding/testing/stand-in-model';
import { expect, finished, patience, test as base } from './papergrove';

export const id = 'nobody/made-up-encoder';
export const graph = 'onnx/model_quantized.onnx';

interface Fixtures {
  /** Layers of the model, each of which slows it down. */
  readonly layers: number;
  readonly hub: HubServer;
}

export const test = base.extend<Fixtures>({
  layers: [0, { option: true }],
  hub: async ({ page, layers }, use) => {
    const files = new Map(standInFiles({ layers }));
    files.delete('onnx/model.onnx');
    const hub = await startHub(id, files);
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(String(error)));
    await use(hub);
    await hub.close();
    expect(wrong, 'uncaught errors').toEqual([]);
  },
});

export const picker = (page: Page) => page.getByRole('dialog');
export const progressBar = (page: Page) => page.getByRole('progressbar', { name: 'Download' });

/** Opens the list of encoders. */
export async function openPicker(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Encoder', exact: true }).click();
}

/** Opens the page with words alone, so that nothing else is computed beside what is tested. */
export async function open(page: Page, hub: HubServer): Promise<void> {
  await page.goto(`./?hub=${hub.host}#encoder=lexicon`);
  await finished(page);
}

/** Chooses the made-up model and lets the hub be asked for its size. */
export async function ask(page: Page): Promise<void> {
  await openPicker(page);
  await picker(page).getByRole('textbox', { name: 'Model name or folder' }).fill(id);
  await picker(page).getByRole('button', { name: 'Use this encoder' }).click();
  await picker(page).getByRole('button', { name: /^Ask / }).click();
}

/** Agrees to the download. */
export async function agree(page: Page): Promise<void> {
  await picker(page).getByRole('button', { name: 'Download' }).click();
}

/** Waits for the map, and looks up what made it. */
export async function expectMapOf(page: Page, encoder: string): Promise<void> {
  await expect(picker(page)).toHaveCount(0, patience);
  await finished(page);
  await page.getByRole('button', { name: 'Share and save' }).click();
  await page.getByRole('button', { name: 'How this map was made' }).click();
  await expect(picker(page)).toContainText(encoder);
  await picker(page).getByRole('button', { name: 'Close' }).click();
}
