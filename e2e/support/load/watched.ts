/** A page whose long tasks are noted, with what was being done meanwhile. */
import type { Page } from '@playwright/test';

/** A task of the page's thread, as the browser reports those of 50 ms and longer. */
export interface LongTask {
  readonly during: string;
  readonly milliseconds: number;
}

declare global {
  interface Window {
    load: { during: string; readonly tasks: LongTask[] };
  }
}

/** Before the page's own scripts. */
export async function watchTasks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (self !== top) return;
    localStorage.setItem('papergrove:display', JSON.stringify({ tourSeen: true }));
    const tasks: LongTask[] = [];
    window.load = { during: 'opening the page', tasks };
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        tasks.push({ during: window.load.during, milliseconds: duration });
    }).observe({ type: 'longtask' });
  });
}

export function during(page: Page, what: string): Promise<void> {
  return page.evaluate((name) => void (window.load.during = name), what);
}

/** The tasks since they were last asked for. */
export function longTasks(page: Page): Promise<LongTask[]> {
  return page.evaluate(() => window.load.tasks.splice(0));
}

/** Megabytes of script objects of the page's own thread, after everything unused was let go. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1e6;
}

/** Megabytes that the browser counts as kept by the page's origin. */
export async function roomOf(page: Page, address: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const { usage } = await session.send('Storage.getUsageAndQuota', {
    origin: new URL(address).origin,
  });
  await session.detach();
  return usage / 1e6;
}
