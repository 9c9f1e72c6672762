import { defineConfig } from '@playwright/test';
import type { EngineOptions } from './check';

/** The checks of every engine, as `npm run test:browsers` runs them. */
export default defineConfig<object, EngineOptions>({
  testDir: '.',
  testMatch: '*.checks.ts',
  outputDir: '../../test-results/engines',
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 60_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ? [['list'], ['json']] : 'list',
  projects: (['chromium', 'firefox', 'webkit', 'webkit-threads'] as const).map((engine) => ({
    name: engine,
    use: { engine },
  })),
});
