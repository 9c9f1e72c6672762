/** A Chromium of its own, with its own profile on the disk, that can be killed like any program. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';

const options = [
  '--headless=new',
  '--remote-debugging-port=0',
  '--window-size=1440,900',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--hide-crash-restore-bubble',
  '--noerrdialogs',
];

export class OwnBrowser {
  readonly #process: ChildProcess;
  readonly #browser: Browser;

  private constructor(process: ChildProcess, browser: Browser) {
    this.#process = process;
    this.#browser = browser;
  }

  /** @param profile folder of the user data, made where there is none */
  static async start(executable: string, profile: string): Promise<OwnBrowser> {
    const port = join(profile, 'DevToolsActivePort');
    await rm(port, { force: true });
    const process = spawn(executable, [...options, `--user-data-dir=${profile}`, 'about:blank'], {
      stdio: 'ignore',
    });
    const address = await answerOf(async () => {
      const [number, path] = (await readFile(port, 'utf8')).split('\n');
      return path === undefined || path === '' ? null : `ws://127.0.0.1:${number}${path}`;
    });
    return new OwnBrowser(process, await chromium.connectOverCDP(address));
  }

  get context(): BrowserContext {
    const [context] = this.#browser.contexts();
    if (context === undefined) throw new Error('The browser has no window.');
    return context;
  }

  async page(): Promise<Page> {
    const page = await this.context.newPage();
    page.setDefaultTimeout(150_000);
    return page;
  }

  /** Ends it as people do, so that everything is on the disk. */
  async close(): Promise<void> {
    const over = this.#over();
    const session = await this.#browser.newBrowserCDPSession();
    await session.send('Browser.close').catch(() => undefined);
    await over;
  }

  /** Ends it as a crash or the system does. */
  async kill(): Promise<void> {
    const over = this.#over();
    this.#process.kill('SIGKILL');
    await over;
    await this.#browser.close().catch(() => undefined);
    // Its other processes notice within moments, and let go of the profile.
    await sleep(200);
  }

  async #over(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null)
      await once(this.#process, 'exit');
  }
}

async function answerOf<T>(ask: () => Promise<T | null>): Promise<T> {
  for (let tries = 0; tries < 600; tries++) {
    const answer = await ask().catch(() => null);
    if (answer !== null) return answer;
    await sleep(25);
  }
  throw new Error('The browser did not start.');
}
