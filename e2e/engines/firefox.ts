/**
 * Firefox, by Puppeteer over WebDriver BiDi, which any Firefox speaks as it is installed. Puppeteer's
 * part for pages is used: the other fetches browsers, by forty packages that are not installed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'puppeteer-core/internal/puppeteer-core-browser.js';
import { NodeWebSocketTransport } from 'puppeteer-core/internal/node/NodeWebSocketTransport.js';
import { windowSize, type Browser, type Engine } from './engine';
import { findProgram, startProgram } from './program';

const program = (): string | null => findProgram('firefox-esr', 'firefox');

export const firefox: Engine = {
  missing: async () =>
    program() === null ? 'there is no Firefox (Debian: apt-get install firefox-esr)' : null,
  launch,
};

async function launch(folder: string): Promise<Browser> {
  const downloads = join(folder, 'downloads');
  const profile = join(folder, 'profile');
  mkdirSync(downloads, { recursive: true });
  mkdirSync(profile, { recursive: true });
  const preferences = {
    'browser.download.dir': downloads,
    'browser.download.folderList': 2,
    'browser.download.useDownloadDir': true,
    'browser.download.always_ask_before_handling_new_types': false,
    'browser.shell.checkDefaultBrowser': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'app.update.enabled': false,
    'browser.startup.page': 0,
    // As it is for readers: a browser that is driven lets files load each other.
    'security.fileuri.strict_origin_policy': true,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
  };
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join(''));
  const { width, height } = windowSize;
  const running = startProgram(
    program() ?? '',
    ['--headless', '--remote-debugging-port=0', '--profile', profile, '--no-remote'],
    { MOZ_HEADLESS_WIDTH: String(width), MOZ_HEADLESS_HEIGHT: String(height) },
  );
  const [, address = ''] = await running.said(/WebDriver BiDi listening on (ws:\S+)/u);
  const browser = await connect({
    transport: await NodeWebSocketTransport.create(`${address}/session`),
    protocol: 'webDriverBiDi',
    defaultViewport: windowSize,
  });
  return {
    version: await browser.version(),
    downloads,
    newTab: async () => {
      const page = await browser.newPage();
      return {
        open: async (to) => void (await page.goto(to)),
        reload: async () => void (await page.reload()),
        evaluate: (expression) => page.evaluate(expression),
        click: (x, y) => page.mouse.click(x, y),
        type: (text) => page.keyboard.type(text),
        press: (key) => page.keyboard.press(key),
        giveFiles: async (selector, paths) => {
          const field = await (await page.$(selector))?.toElement('input');
          if (field === undefined) throw new Error(`There is no ${selector}.`);
          await field.uploadFile(...paths);
        },
        picture: async () => Buffer.from(await page.screenshot()),
        close: () => page.close(),
      };
    },
    close: async () => {
      await browser.close().catch(() => undefined);
      running.end();
    },
  };
}
