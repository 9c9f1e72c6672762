/** A fresh headless Chromium without a GPU, and what its renderer spends. */
import { chromium, type Browser, type CDPSession } from '@playwright/test';
import { ensureChromium } from '../scripts/chromium.mjs';
import { peakOf } from './memory';

/** A renderer may be gone by the time one asks, so its peak is read this often. */
const lookMilliseconds = 500;

/** What the renderers (pages with their workers) have spent since the meter began. */
export interface Spent {
  readonly cpuSeconds: number;
  /** Largest resident memory of one renderer since it was started. */
  readonly peakMb: number;
}

/** Ends metering; call it once. */
export type Meter = () => Promise<Spent>;

/**
 * Runs `use` with a fresh browser, which is closed at the end, or as soon as `signal` is aborted.
 *
 * @param flags more of Chromium's command line
 */
export async function withChromium<T>(
  signal: AbortSignal,
  use: (browser: Browser) => Promise<T>,
  flags: readonly string[] = ['--disable-gpu'],
): Promise<T> {
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: ['--no-sandbox', '--disable-background-networking', '--no-first-run', ...flags],
  });
  const close = () => void browser.close();
  signal.addEventListener('abort', close);
  try {
    signal.throwIfAborted();
    return await use(browser);
  } catch (reason) {
    signal.throwIfAborted();
    throw reason;
  } finally {
    signal.removeEventListener('abort', close);
    await browser.close();
  }
}

/** Starts to meter the renderers of a browser. */
export async function startMeter(browser: Browser): Promise<Meter> {
  const session = await browser.newBrowserCDPSession();
  const before = await cpuOf(session);
  let peakMb = 0;
  const look = async () => {
    for (const { id } of await renderers(session)) peakMb = Math.max(peakMb, peakOf(id));
  };
  // A look that fails because the browser is closing has nothing left to see.
  const looking = setInterval(() => void look().catch(() => undefined), lookMilliseconds);
  return async () => {
    clearInterval(looking);
    await look();
    const cpuSeconds = (await cpuOf(session)) - before;
    await session.detach();
    return { cpuSeconds, peakMb: Math.round(peakMb) };
  };
}

async function renderers(session: CDPSession) {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer');
}

async function cpuOf(session: CDPSession): Promise<number> {
  return (await renderers(session)).reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}
