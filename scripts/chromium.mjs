// Finds a Chromium for the end-to-end tests, or installs one of Debian's where that is possible.
import { accessSync, constants, existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';

const whole = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const withoutWindows = ['chromium-headless-shell', 'chrome-headless-shell'];

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

async function firstOf(names) {
  const named = process.env.CHROME_PATH;
  if (named) return existsSync(named) ? named : null;
  return names.map(onPath).find(Boolean) ?? (await playwrightsOwn());
}

/**
 * The path of a Chromium as people have it: `CHROME_PATH` when set, else one on the PATH, else the one
 * Playwright installed; null when there is none.
 */
export const findChromium = () => firstOf(whole);

/**
 * The same, but rather the Chromium that is built without windows, where it is installed: with
 * `--in-process-gpu` tests of the page take a fifth less of the processor in it. What kills the browser
 * needs a whole one: this one does not always come back on the same profile.
 */
export const findHeadlessShell = () => firstOf([...withoutWindows, ...whole]);

const wayOut =
  'Install Chromium or Chrome (Debian: apt-get install chromium; elsewhere: npx playwright install chromium),\n' +
  'or set CHROME_PATH to the browser’s executable, then run npm test again.';

/** Finds a Chromium, or installs one of Debian's; throws an Error that says what to do. */
export async function ensureChromium(find = findChromium) {
  const found = await find();
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
  console.log('No Chromium found: installing Debian’s …');
  const run = (args) => {
    const command = isRoot ? [apt, ...args] : [sudo, '-n', apt, ...args];
    return spawnSync(command[0], command.slice(1), {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status;
  };
  const packages =
    find === findHeadlessShell ? ['chromium-headless-shell', 'chromium'] : ['chromium'];
  const install = (name) => run(['install', '-y', '-qq', name]) === 0;
  if (run(['update', '-qq']) !== 0 || !packages.some(install))
    throw new Error(`apt-get could not install Chromium: its own words are above.\n${wayOut}`);
  const installed = await find();
  if (!installed)
    throw new Error(`apt-get installed Chromium, but it is not on the PATH.\n${wayOut}`);
  return installed;
}
