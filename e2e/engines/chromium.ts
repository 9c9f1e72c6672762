/** Chromium, by Playwright. */
import { join } from 'node:path';
import { chromium as driver } from '@playwright/test';
import { findChromium } from '../../scripts/chromium.mjs';
import { windowSize, type Browser, type Engine } from './engine';

export const chromium: Engine = {
  missing: async () =>
    (await findChromium()) === null
      ? 'there is no Chromium (Debian: apt-get install chromium; elsewhere: npx playwright install chromium)'
      : null,
  launch,
};

async function launch(folder: string): Promise<Browser> {
  const executablePath = await findChromium();
  const downloads = join(folder, 'downloads');
  const context = await driver.launchPersistentContext(join(folder, 'profile'), {
    ...(executablePath === null ? {} : { executablePath }),
    viewport: windowSize,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
  return {
    version: `Chromium ${context.browser()?.version() ?? ''}`,
    downloads,
    newTab: async () => {
      const page = await context.newPage();
      page.on('download', (saved) => void saved.saveAs(join(downloads, saved.suggestedFilename())));
      return {
        open: async (address) => void (await page.goto(address)),
        reload: async () => void (await page.reload()),
        evaluate: (expression) => page.evaluate(expression),
        click: (x, y) => page.mouse.click(x, y),
        type: (text) => page.keyboard.type(text),
        press: (key) => page.keyboard.press(key),
        giveFiles: (selector, paths) => page.setInputFiles(selector, [...paths]),
        picture: () => page.screenshot(),
        close: () => page.close(),
      };
    },
    close: () => context.close(),
  };
}
