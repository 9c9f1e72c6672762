/**
 * WebGPU gives the vectors that the model should. No graphics adapter is needed: Chromium's software
 * adapter runs the same shaders. The page itself would pass such an adapter over (it is slower than
 * the processor it imitates), so it is made to look like a real one here.
 */
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { startHub } from '../src/embedding/testing/hub-server';
import { standInFiles } from '../src/embedding/testing/stand-in-model';
import { agree, ask, id, picker } from './support/models';
import { expect, finished, patience, slow, status, test, topics } from './support/papergrove';

const disguise = `Object.defineProperty(GPUAdapterInfo.prototype, 'isFallbackAdapter', { value: false });
if (globalThis.GPUAdapter && 'isFallbackAdapter' in GPUAdapter.prototype) Object.defineProperty(GPUAdapter.prototype, 'isFallbackAdapter', { value: false });`;

/** A context whose pages and workers take Chromium's software adapter for a real one; null without. */
async function withAdapter(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0],
): Promise<BrowserContext | null> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto('./icon.svg');
  const offered = await page.evaluate(async () =>
    'gpu' in navigator ? (await navigator.gpu.requestAdapter()) !== null : false,
  );
  await page.close();
  if (!offered) return null;
  await context.addInitScript(disguise);
  await context.route('**/assets/engine.worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${disguise}\n${await response.text()}` });
  });
  return context;
}

const adapterTest = test.extend<{ readonly adapter: BrowserContext }>({
  adapter: async ({ playwright }, use, info) => {
    const { launchOptions, baseURL, viewport } = info.project.use;
    const browser = await playwright.chromium.launch({
      ...launchOptions,
      args: [
        ...(launchOptions?.args ?? []).filter((flag) => flag !== '--disable-gpu'),
        '--enable-unsafe-webgpu',
        '--use-webgpu-adapter=swiftshader',
        '--enable-features=Vulkan',
      ],
    });
    const context = await withAdapter(browser, { baseURL, viewport });
    test.skip(context === null, 'This browser offers no WebGPU adapter, not even a software one.');
    if (context) await use(context);
    await browser.close();
  },
});

adapterTest(
  'the lexicon passes its self-test on WebGPU, and gives the same map',
  slow,
  async ({ adapter, map }) => {
    test.setTimeout(240_000);
    const page = await adapter.newPage();
    await page.goto('./');
    await finished(page);
    // Said once every number of the fixed sentences was that of script.
    await expect(status(page)).toContainText('WebGPU', patience);
    const names = (of: Page) =>
      topics(of)
        .getByRole('treeitem')
        .evaluateAll((items) => items.map((item) => item.getAttribute('aria-label')));
    expect(await names(page)).toEqual(await names(map));
  },
);

adapterTest(
  'a model of the hub comes with the file that an adapter runs',
  slow,
  async ({ adapter }) => {
    test.setTimeout(240_000);
    const files = standInFiles();
    const hub = await startHub(id, files);
    try {
      const page = await adapter.newPage();
      await page.goto(`./?hub=${hub.host}#encoder=lexicon`);
      await finished(page);
      await ask(page);
      // 12 MB of 32-bit floats beside the 3 MB for processors.
      await expect(picker(page)).toContainText(/1\d\.\d MB from/u);
      await agree(page);
      await expect(status(page)).toContainText('WebGPU', patience);
      // The adapter is named before the model comes: the lexicon runs on it too.
      await expect.poll(() => hub.requests, patience).toContain('onnx/model.onnx');
      expect(hub.requests).toContain('onnx/model_quantized.onnx');
    } finally {
      await hub.close();
    }
  },
);
