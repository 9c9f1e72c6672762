import { createServer } from 'node:net';
import { defineConfig, devices } from '@playwright/test';
import { findHeadlessShell } from './scripts/chromium.mjs';

// The workers read this file again, and must find the port that its first reading chose.
const port = Number((process.env['PAPERGROVE_TEST_PORT'] ??= String(await freePort())));
/** A port of this machine that nothing listens on. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, 'localhost', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('The system gave no free port.'));
      });
    });
  });
}

const executablePath = await findHeadlessShell();
const retries = Number(process.env['PAPERGROVE_TEST_RETRIES'] ?? 0);

/** Drives the built page in a real browser; `npm run test:e2e` builds it when need be. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  // Tests compute real maps, and wait a lot between: more than two at once only slow each other.
  workers: 2,
  // Who passes on the second try only is named and counted as flaky by `npm test`.
  retries,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  ...(process.env['PAPERGROVE_TEST_QUICK'] ? { grepInvert: /@slow/u } : {}),
  forbidOnly: Boolean(process.env['CI']),
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ? [['list'], ['json']] : 'list',
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    baseURL: `http://localhost:${port}/`,
    // What a service worker answers never reaches a test's own answers; the tests of it allow it.
    serviceWorkers: 'block',
    // Recording takes a third of a test's time: with a second try only that one is recorded.
    trace: retries > 0 ? 'on-first-retry' : 'retain-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        // One process less to talk to.
        '--in-process-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  webServer: {
    command: `node scripts/serve.mjs --port ${port} --exact`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
  },
});
