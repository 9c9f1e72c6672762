import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { OwnBrowser } from './support/chaos/own-browser';
import { Site } from './support/chaos/site';
import * as d from './support/chaos/page-deeds';
const site = new Site(); await site.open();
const t0 = performance.now();
const say = (...a: unknown[]) => console.log(Math.round(performance.now() - t0), ...a);
async function look(page: import('@playwright/test').Page, name: string) {
  say(name, 'STATUS', (await page.getByRole('status').allInnerTexts()).join(' | ').replace(/\s+/g, ' ').slice(0, 400), 'ALERT', (await page.getByRole('alert').allInnerTexts()).join(' | ').replace(/\s+/g, ' '));
}
async function run(name: string, prepare: (p: import('@playwright/test').Page) => Promise<void>, prefs?: object, quota?: number) {
  const profile = mkdtempSync('/tmp/chaos-profile-');
  if (prefs) { mkdirSync(profile + '/Default', { recursive: true }); writeFileSync(profile + '/Default/Preferences', JSON.stringify(prefs)); }
  const b = await OwnBrowser.start('/usr/bin/chromium', profile);
  const page = await b.page();
  page.on('pageerror', (e) => say(name, 'ERR', e.message));
  await prepare(page);
  await page.goto(site.address);
  try { await d.finishedMap(page, 70); say(name, 'default map'); } catch (e) { say(name, 'NO MAP', String(e).split('\n')[0]); }
  await look(page, name);
  if (quota !== undefined) { const s = await page.context().newCDPSession(page); const { origin } = new URL(site.address); const { usage } = await s.send('Storage.getUsageAndQuota', { origin }); await s.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + quota }); }
  try {
    await d.readFile(page, d.files.opened); await d.accept(page, 'Make the map'); await d.finishedMap(page, 120); say(name, 'opened map');
    await look(page, name);
    await page.getByRole('tab', { name: 'Papers' }).click();
    await page.locator('[role=listbox] [role=option]').nth(0).click();
    await page.getByRole('complementary', { name: 'Paper', exact: true }).getByRole('button', { name: 'Star', exact: true }).click();
    await page.waitForTimeout(1500);
    await look(page, name + ' starred');
    await page.evaluate(() => { const c = URL.createObjectURL; (window as any).got = 0; URL.createObjectURL = (o: any) => { if (o instanceof Blob) (window as any).got = o.size; return c.call(URL, o); }; });
    await page.getByRole('button', { name: 'Share and save' }).click();
    await page.getByRole('button', { name: /^Workspace: / }).click();
    await page.waitForFunction(() => (window as any).got > 1000); say(name, 'workspace', await page.evaluate(() => (window as any).got));
  } catch (e) { say(name, 'FAIL', String(e).split('\n')[0]); await look(page, name); }
  await b.kill();
}
const inWorker = (code: string) => async (page: import('@playwright/test').Page) => {
  await page.route('**/assets/engine.worker-*.js', async (route) => { const r = await route.fetch(); await route.fulfill({ response: r, body: `${code}\n${await r.text()}` }); });
};
const which = process.argv.slice(2);
const cases: Record<string, () => Promise<void>> = {
  blocked: () => run('cookies blocked', async () => undefined, { profile: { default_content_setting_values: { cookies: 2 } } }),
  open: () => run('open never', inWorker('IDBFactory.prototype.open = function () { return { addEventListener() {}, removeEventListener() {} }; };')),
  get: () => run('get never', inWorker('const g = IDBObjectStore.prototype.get; let n = 0; IDBObjectStore.prototype.get = function (...a) { const r = g.apply(this, a); Object.defineProperty(r, "result", { get() { return undefined; } }); r.addEventListener = () => undefined; return r; };')),
  never: () => run('storage manager never', async (page) => { await page.addInitScript(() => { const never = () => new Promise(() => undefined); StorageManager.prototype.estimate = never as never; StorageManager.prototype.persist = never as never; CacheStorage.prototype.open = never as never; (window as any).BroadcastChannel = undefined; Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('x', 'SecurityError'); } }); Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('x', 'SecurityError'); } }); }); }),
  full: () => run('full', async () => undefined, undefined, 20_000),
};
for (const w of which) await cases[w]!();
await site.close(); process.exit(0);
