/**
 * WebKitGTK, by Selenium over WebDriver: the engine of GNOME Web, and nearest to Safari of what runs
 * on Linux.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Builder, By, Capabilities, Key as Keys, type WebDriver } from 'selenium-webdriver';
import { windowSize, type Browser, type Engine, type Key, type Tab } from './engine';
import { findProgram, freePort, startProgram } from './program';

const driverProgram = (): string | null => findProgram('WebKitWebDriver');
const browserProgram = (): string | null =>
  findProgram(
    ...['x86_64', 'aarch64'].flatMap((machine) =>
      ['4.1', '4.0'].map((api) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-${api}/MiniBrowser`),
    ),
  );

/**
 * @param sharedMemory whether WebKit gives pages `SharedArrayBuffer`, as Safari does and GNOME Web
 *   does not
 */
export function webkit(sharedMemory: boolean): Engine {
  return {
    missing: async () =>
      driverProgram() && browserProgram() && findProgram('xvfb-run')
        ? null
        : 'there is no WebKitGTK to drive (Debian: apt-get install webkit2gtk-driver xvfb)',
    launch: (folder) => launch(folder, sharedMemory),
  };
}

async function launch(folder: string, sharedMemory: boolean): Promise<Browser> {
  const downloads = join(folder, 'downloads');
  const config = join(folder, 'config');
  mkdirSync(downloads, { recursive: true });
  mkdirSync(config, { recursive: true });
  writeFileSync(join(config, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
  const port = await freePort();
  const screen = `-screen 0 ${windowSize.width + 100}x${windowSize.height + 100}x24`;
  const program = startProgram(
    findProgram('xvfb-run') ?? '',
    ['-a', '-s', screen, driverProgram() ?? '', `--port=${port}`],
    {
      HOME: folder,
      XDG_CONFIG_HOME: config,
      XDG_CACHE_HOME: join(folder, 'cache'),
      XDG_DATA_HOME: join(folder, 'data'),
      JSC_useSharedArrayBuffer: sharedMemory ? '1' : '0',
    },
  );
  const server = `http://127.0.0.1:${port}`;
  try {
    await answering(`${server}/status`);
    const capabilities = new Capabilities({
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: browserProgram(), args: ['--automation'] },
    });
    const driver = await new Builder().usingServer(server).withCapabilities(capabilities).build();
    await driver.manage().window().setRect(windowSize);
    const empty = await driver.getWindowHandle();
    const version = (await driver.getCapabilities()).get('browserVersion');
    return {
      version: `WebKitGTK ${String(version)}`,
      downloads,
      newTab: async () => {
        // A tab behind another draws nothing, and the session ends with the last window: so each has
        // a window of its own, and the first stays empty.
        await driver.switchTo().newWindow('window');
        await driver.manage().window().setRect(windowSize);
        return tabOf(driver, await driver.getWindowHandle(), empty);
      },
      close: async () => {
        await driver.quit().catch(() => undefined);
        program.end();
      },
    };
  } catch (thrown) {
    program.end();
    throw thrown;
  }
}

const keys: Readonly<Record<Key, string>> = {
  Enter: Keys.ENTER,
  Escape: Keys.ESCAPE,
  ArrowDown: Keys.ARROW_DOWN,
  Tab: Keys.TAB,
};

/** WebDriver speaks to one window at a time, and opens others only from one that is there. */
function tabOf(driver: WebDriver, handle: string, other: string): Tab {
  const here = async (): Promise<WebDriver> => {
    await driver.switchTo().window(handle);
    return driver;
  };
  const type = async (text: string): Promise<void> =>
    (await here()).actions().sendKeys(text).perform();
  return {
    open: async (address) => (await here()).get(address),
    reload: async () => (await here()).navigate().refresh(),
    evaluate: async (expression) => (await here()).executeScript(`return ${expression};`),
    click: async (x, y) =>
      (await here())
        .actions()
        .move({ x: Math.round(x), y: Math.round(y) })
        .click()
        .perform(),
    type,
    press: (key) => type(keys[key]),
    giveFiles: async (selector, paths) =>
      (await here()).findElement(By.css(selector)).sendKeys(paths.join('\n')),
    picture: async () => Buffer.from(await (await here()).takeScreenshot(), 'base64'),
    close: async () => {
      await (await here()).close();
      await driver.switchTo().window(other);
    },
  };
}

async function answering(address: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const answered = await fetch(address).catch(() => null);
    if (answered?.ok) return;
    await setTimeout(200);
  }
  throw new Error(`${address} did not answer within 20 seconds.`);
}
