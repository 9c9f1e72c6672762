import { availableParallelism } from 'node:os';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findHeadlessShell } from './scripts/chromium.mjs';
import { licences } from './scripts/licences.mjs';
import { offline } from './scripts/offline-build.mjs';
import { commit } from './scripts/commit.mjs';
import { contentPolicy } from './scripts/policy-build.mjs';
import { isolation } from './scripts/policy.mjs';

const chromium = await findHeadlessShell();

/** Hosts know what .js is; many do not know .mjs, and browsers run no module of a wrong type. */
const assetFileNames = ({ names }: { readonly names: readonly string[] }): string =>
  `assets/[name]-[hash]${names[0]?.endsWith('.mjs') ? '.js' : '[extname]'}`;
const { collect, write } = licences();

export default defineConfig({
  base: './',
  define: { __PAPERGROVE_COMMIT__: JSON.stringify(commit()) },
  plugins: [svelte(), contentPolicy(), write, offline()],
  worker: {
    format: 'es',
    plugins: () => [collect],
    rolldownOptions: { output: { assetFileNames } },
  },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      // The element's class is exported; nothing else begins with exports of its own.
      preserveEntrySignatures: 'allow-extension',
      input: {
        index: 'index.html',
        'service-worker': 'src/app/offline/service-worker.ts',
        'papergrove-map': 'src/embed/papergrove-map.ts',
      },
      output: {
        // Browsers look for a new service worker under the name of the old one, and pages for the element.
        entryFileNames: ({ name }) =>
          ['service-worker', 'papergrove-map'].includes(name)
            ? '[name].js'
            : 'assets/[name]-[hash].js',
        assetFileNames,
      },
    },
  },
  server: { headers: isolation },
  optimizeDeps: { exclude: ['@huggingface/transformers', 'onnxruntime-web'] },
  test: {
    globalSetup: 'scripts/vitest-setup.ts',
    testTimeout: process.env['PAPERGROVE_TEST_ALL'] ? 600_000 : 60_000,
    hookTimeout: 120_000,
    // Left to itself it keeps one processor free, of two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Runes react only when Svelte is compiled and resolved as for the browser.
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          // Their modules keep nothing between files, and loading them anew for each took a third of the time.
          isolate: false,
          setupFiles: 'scripts/property-runs.ts',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: ['src/**/*.svelte.test.ts', 'src/**/*.component.test.ts'],
          environment: 'node',
        },
      },
      {
        extends: true,
        resolve: { conditions: ['browser'] },
        test: {
          name: 'runes',
          setupFiles: 'scripts/property-runs.ts',
          include: ['src/**/*.svelte.test.ts'],
          environment: './src/explorer/testing/client-environment.ts',
          server: { deps: { inline: ['svelte'] } },
        },
      },
      {
        extends: true,
        test: {
          name: 'components',
          include: ['src/**/*.component.test.ts'],
          setupFiles: 'src/app/testing/theme.ts',
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(chromium === null ? {} : { executablePath: chromium }),
                args: [
                  '--no-sandbox',
                  '--disable-gpu',
                  '--in-process-gpu',
                  '--disable-background-networking',
                ],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
