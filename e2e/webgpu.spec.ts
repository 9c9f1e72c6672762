/**
 * WebGPU gives the vectors that the model should. No graphics adapter is needed: Chromium's software
 * adapter runs the same shaders. The page itself would pass such an adapter over (it is slower than
 * the processor it imitates), so it is made to look like a real one here.
 */
import { expect, patience, status, test } from './support/papergrove';

test('the bundled model passes its self-test on WebGPU', async ({ playwright }, info) => {
  test.setTimeout(240_000);
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
  try {
    const context = await browser.newContext({ baseURL, viewport });
    const page = await context.newPage();
    await page.goto('./icon.svg');
    const offered = await page.evaluate(async () =>
      'gpu' in navigator ? (await navigator.gpu.requestAdapter()) !== null : false,
    );
    test.skip(!offered, 'This browser offers no WebGPU adapter, not even a software one.');
    // The engine's worker asks for the adapter: there it must not say that it is a software one.
    await context.route('**/assets/engine.worker-*.js', async (route) => {
      const response = await route.fetch();
      const body = `Object.defineProperty(GPUAdapterInfo.prototype, 'isFallbackAdapter', { value: false });
if (globalThis.GPUAdapter && 'isFallbackAdapter' in GPUAdapter.prototype) Object.defineProperty(GPUAdapter.prototype, 'isFallbackAdapter', { value: false });
${await response.text()}`;
      await route.fulfill({ response, body });
    });
    await page.goto('./#encoder=neural');
    // Said once the vectors of the fixed sentences agreed with the stored ones (cosine above 0.99).
    // The map is not waited for: shaders on a processor take minutes for seventy papers.
    await expect(status(page)).toContainText('WebGPU', patience);
  } finally {
    await browser.close();
  }
});
