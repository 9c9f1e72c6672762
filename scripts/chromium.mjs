// Finds a Chromium for the end-to-end tests, or installs Debian's where that is possible.
import { accessSync, constants, existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      continue;
    }
  }
  return null;
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : null;
}

/**
 * The path of a Chromium: `CHROME_PATH` when set, else one on the PATH, else the one Playwright
 * installed; null when there is none.
 */
export async function findChromium() {
  const named = process.env.CHROME_PATH;
  if (named) return existsSync(named) ? named : null;
  return names.map(onPath).find(Boolean) ?? (await playwrightsOwn());
}

const wayOut =
  'Install Chromium or Chrome (Debian: apt-get install chromium; elsewhere: npx playwright install chromium),\n' +
  'or set CHROME_PATH to the browser’s executable, then run npm test again.';

/** Finds a Chromium, or installs Debian's package; throws an Error that says what to do. */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  if (process.env.CHROME_PATH)
    throw new Error(
      `CHROME_PATH names ${process.env.CHROME_PATH}, where there is no file.\n${wayOut}`,
    );
  const apt = onPath('apt-get');
  if (!apt) throw new Error(`No Chromium was found, and there is no apt-get here.\n${wayOut}`);
  const isRoot = process.getuid?.() === 0;
  const sudo = onPath('sudo');
  if (!isRoot && !sudo)
    throw new Error(`No Chromium was found, and installing one needs root.\n${wayOut}`);
  console.log('No Chromium found: installing Debian’s (apt-get install chromium) …');
  const run = (args) => {
    const command = isRoot ? [apt, ...args] : [sudo, '-n', apt, ...args];
    return spawnSync(command[0], command.slice(1), {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status;
  };
  if (run(['update', '-qq']) !== 0 || run(['install', '-y', '-qq', 'chromium']) !== 0)
    throw new Error(`apt-get could not install Chromium: its own words are above.\n${wayOut}`);
  const installed = await findChromium();
  if (!installed)
    throw new Error(`apt-get installed Chromium, but it is not on the PATH.\n${wayOut}`);
  return installed;
}
