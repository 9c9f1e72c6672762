/** Browsers that keep a corpus, and go back to what they kept as often as is wanted. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { OwnBrowser } from './own-browser';
import type { Site } from './site';
import { copyStorage } from './storage-copy';

export interface Keeper {
  newPage(): Promise<Page>;
  /** What is stored now is what `restore` goes back to. No page may be open. */
  keep(): Promise<void>;
  /** Closes every page and puts back what was kept. */
  restore(): Promise<void>;
  /** Ends the browser as a crash does, and starts it again. */
  crash(): Promise<void>;
  /** Ends the browser for good; nothing of it stays on the disk. */
  remove(): Promise<void>;
}

/** A browser of its own, whose profile on the disk is what is kept. */
export class OwnBrowserKeeper implements Keeper {
  readonly #executable: string;
  readonly #folder: string;
  #browser: OwnBrowser;

  private constructor(executable: string, folder: string, browser: OwnBrowser) {
    this.#executable = executable;
    this.#folder = folder;
    this.#browser = browser;
  }

  /** @param executable of Chromium */
  static async start(executable: string): Promise<OwnBrowserKeeper> {
    const folder = await mkdtemp(join(tmpdir(), 'papergrove-chaos-'));
    const browser = await OwnBrowser.start(executable, join(folder, 'kept'));
    return new OwnBrowserKeeper(executable, folder, browser);
  }

  newPage(): Promise<Page> {
    return this.#browser.page();
  }

  keep(): Promise<void> {
    return this.#browser.close();
  }

  async restore(): Promise<void> {
    await this.#browser.kill();
    await rm(this.#used, { recursive: true, force: true, maxRetries: 5 });
    await cp(join(this.#folder, 'kept'), this.#used, { recursive: true });
    this.#browser = await OwnBrowser.start(this.#executable, this.#used);
  }

  async crash(): Promise<void> {
    await this.#browser.kill();
    this.#browser = await OwnBrowser.start(this.#executable, this.#used);
  }

  async remove(): Promise<void> {
    await this.#browser.kill();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  get #used(): string {
    return join(this.#folder, 'used');
  }
}

/** A browser that is shared with others: what is kept is a second database of the page's origin. */
export class SharedBrowserKeeper implements Keeper {
  readonly #context: BrowserContext;
  readonly #site: Site;

  private constructor(context: BrowserContext, site: Site) {
    this.#context = context;
    this.#site = site;
  }

  static async start(browser: Browser, site: Site): Promise<SharedBrowserKeeper> {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 640 },
      // What moves is drawn again and again, which is most of the time of a moment.
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
    });
    context.setDefaultTimeout(60_000);
    return new SharedBrowserKeeper(context, site);
  }

  newPage(): Promise<Page> {
    return this.#context.newPage();
  }

  keep(): Promise<void> {
    return this.#copy('papergrove', 'papergrove-kept');
  }

  async restore(): Promise<void> {
    await Promise.all(this.#context.pages().map((page) => page.close()));
    await this.#copy('papergrove-kept', 'papergrove');
  }

  crash(): Promise<void> {
    throw new Error('A browser that others use is not ended.');
  }

  remove(): Promise<void> {
    return this.#context.close();
  }

  async #copy(from: string, to: string): Promise<void> {
    const page = await this.newPage();
    // A file of the page's origin without its program.
    await page.goto(`${this.#site.address}icon.svg`);
    await copyStorage(page, from, to);
    await page.close();
  }
}
