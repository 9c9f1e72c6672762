/** Runs the product's own Ward and UMAP in a worker of a fresh headless Chromium. */
import { startMeter, withChromium } from './chromium';
import type { BenchReply, BenchRequest } from './page/protocol';
import { benchPage } from './site';
import type { Measurement } from './task';

/** A request's measurement, and the values that the page replied. */
export type KernelRun = Omit<Measurement, 'quality'> & Pick<BenchReply, 'values'>;

/** Processor time includes reading the vectors and handing back the result; wall time does not. */
export async function runKernel(request: BenchRequest, signal: AbortSignal): Promise<KernelRun> {
  const site = await benchPage('page');
  return withChromium(signal, async (browser) => {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(`  page: ${error.message}`));
    await page.goto(site.url);
    await page.waitForFunction(() => 'runBench' in window);
    const spent = await startMeter(browser);
    try {
      const reply = await page.evaluate((wanted) => window.runBench(wanted), request);
      return { ...reply, ...(await spent()) };
    } catch (reason) {
      await spent().catch(() => undefined);
      throw reason;
    }
  });
}
