/** Gives every check a browser of its engine and a host; a browser that is missing skips its checks. */
import { test as base } from '@playwright/test';
import { plainHost, StaticHost } from '../support/static-host';
import { chromium } from './chromium';
import type { Browser, Engine } from './engine';
import { firefox } from './firefox';
import { webkit } from './webkit';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const engines = {
  chromium,
  firefox,
  webkit: webkit(false),
  'webkit-threads': webkit(true),
} as const satisfies Record<string, Engine>;

export type EngineName = keyof typeof engines;

export interface EngineOptions {
  readonly engine: EngineName;
}

interface WorkerFixtures extends EngineOptions {
  readonly browser: never;
  readonly missing: string | null;
  readonly running: Browser;
  /** Sends the headers of the page. */
  readonly host: StaticHost;
}

interface Fixtures {
  readonly skipped: undefined;
  /** Sends none. */
  readonly plain: StaticHost;
}

export const check = base.extend<Fixtures, WorkerFixtures>({
  engine: ['chromium', { option: true, scope: 'worker' }],
  missing: [async ({ engine }, use) => use(await engines[engine].missing()), { scope: 'worker' }],
  running: [
    async ({ engine }, use) => {
      const folder = mkdtempSync(join(tmpdir(), `papergrove-${engine}-`));
      const browser = await engines[engine].launch(folder);
      console.log(`${engine}: ${browser.version}`);
      await use(browser);
      await browser.close();
      // A browser that is just ending may still write.
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  host: [
    async ({}, use) => {
      const host = new StaticHost({ headers: true, folder: '/' });
      await host.open();
      await use(host);
      await host.close();
    },
    { scope: 'worker' },
  ],
  plain: async ({}, use) => {
    const host = plainHost();
    await host.open();
    await use(host);
    await host.close();
  },
  skipped: [
    async ({ missing, engine }, use) => {
      check.skip(missing !== null, `${engine} was not tried: ${missing}`);
      await use(undefined);
    },
    { auto: true },
  ],
});
