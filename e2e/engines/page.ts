/** The page as a reader uses it, in whatever browser: what is on it, by role and name, and what to do. */
import { expect } from '@playwright/test';
import type { Browser, Key, Tab } from './engine';

/** Making the default map cold takes seconds on an idle machine and far longer on a busy one. */
const patience = { timeout: 150_000 };

/** Elements that are seen, by role and a regular expression for the name. */
type Find = (role: string, name: string) => HTMLElement[];

/** Runs in the page. Names as they come from labels and text, which is enough for what is looked for. */
function find(role: string, name: string): HTMLElement[] {
  const tags: Readonly<Record<string, string>> = {
    button: 'button:not([role])',
    dialog: 'dialog:not([role])',
    heading: 'h1,h2,h3',
    main: 'main',
    option: 'option',
    radio: 'input[type=radio]',
    textbox: 'textarea,input[type=text]',
    complementary: 'aside',
  };
  const selector = `[role="${role}"]${role in tags ? `,${tags[role]}` : ''}`;
  const wanted = new RegExp(name, 'u');
  return [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => {
    const labels =
      element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement
        ? [...(element.labels ?? [])].map((label) => label.textContent).join(' ')
        : '';
    const named = element.getAttribute('aria-label') ?? (labels || element.textContent);
    return element.checkVisibility() && wanted.test(named.replaceAll(/\s+/gu, ' ').trim());
  });
}

/** Runs in the page: remembers what goes wrong from now on. */
function listen(): void {
  const wrong: string[] = [];
  Object.assign(window, { wrong });
  addEventListener('error', ({ message }) => wrong.push(`error: ${message}`));
  addEventListener('unhandledrejection', ({ reason }) => wrong.push(`rejection: ${reason}`));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    wrong.push(`policy: ${violatedDirective} ${blockedURI}`),
  );
}

export class Page {
  readonly #tab: Tab;

  constructor(tab: Tab) {
    this.#tab = tab;
  }

  /** A tab with the page, whose map is there. */
  static async open(browser: Browser, address: string): Promise<Page> {
    const page = new Page(await browser.newTab());
    // A file of the page's origin without its program: what the browser keeps can be set before it starts.
    await page.#tab.open(new URL('icon.svg', address).href);
    await page.#tab.evaluate(
      `localStorage.setItem('papergrove:display', '{"tourSeen":true}')`, // its card would lie over the map
    );
    await page.#tab.open(address);
    await page.#arrive();
    return page;
  }

  async reload(): Promise<void> {
    await this.#tab.reload();
    await this.#arrive();
  }

  async #arrive(): Promise<void> {
    await this.#tab.evaluate(`(${listen})()`);
    await this.finished();
  }

  /** Waits until nothing is being computed any more and the map is there. */
  async finished(): Promise<void> {
    await expect
      .poll(
        () =>
          this.ask((find) => {
            const busy = find('main', '')[0]?.getAttribute('aria-busy');
            const alerts = find('alert', '').map((alert) => alert.textContent);
            return alerts.join() || `${busy} ${find('treeitem', '').length > 1}`;
          }),
        patience,
      )
      .toBe('false true');
  }

  /** Asks the page something, in words. The function is evaluated there and sees nothing from here. */
  async ask(
    use: (find: Find, ...given: string[]) => string | number | boolean | null | undefined,
    ...given: string[]
  ): Promise<string> {
    const told = JSON.stringify(given).slice(1, -1);
    return String(
      await this.#tab.evaluate(`String((${use})(${[String(find), told].filter(Boolean)}))`),
    );
  }

  /** Name of the topic that fills the treemap, with how many papers it has. */
  root(): Promise<string> {
    return this.ask(
      () =>
        document
          .querySelector('[role=tree][aria-label=Topics] [role=treeitem]')
          ?.getAttribute('aria-label') ?? '',
    );
  }

  /** The text of the first element found, or of an element that holds the text; empty for none. */
  text(role: string, name = ''): Promise<string> {
    return this.ask(
      (find, role, name) =>
        find(role, name)
          .map((element) => element.textContent.replaceAll(/\s+/gu, ' ').trim())
          .join(' | '),
      role,
      name,
    );
  }

  async count(role: string, name = ''): Promise<number> {
    return Number(await this.ask((find, role, name) => find(role, name).length, role, name));
  }

  address(): Promise<string> {
    return this.ask(() => location.href);
  }

  /** Clicks into the middle of what is found first, once it is there and stays in its place. */
  async click(role: string, name: string): Promise<void> {
    const place = (): Promise<string> =>
      this.ask(
        (find, role, name) => {
          const element = find(role, name)[0];
          element?.scrollIntoView({ block: 'nearest' });
          const box = element?.getBoundingClientRect();
          return box ? `${box.x + box.width / 2} ${box.y + box.height / 2}` : '';
        },
        role,
        name,
      );
    let before = '';
    await expect
      .poll(
        async () => {
          const last = before;
          before = await place();
          return before !== '' && before === last;
        },
        { message: `${role} “${name}” is there`, timeout: 60_000 },
      )
      .toBe(true);
    const [x = 0, y = 0] = before.split(' ').map(Number);
    await this.#tab.click(x, y);
  }

  clickAt(x: number, y: number): Promise<void> {
    return this.#tab.click(x, y);
  }

  async type(text: string): Promise<void> {
    await this.#tab.type(text);
  }

  async press(key: Key): Promise<void> {
    await this.#tab.press(key);
  }

  async back(): Promise<void> {
    await this.ask(() => history.back() ?? null);
  }

  /** Opens files and makes their map. */
  async import(...paths: readonly string[]): Promise<void> {
    await this.#tab.giveFiles('[aria-label="Files of papers"]', paths);
    await this.click('button', '^Make the map$');
    await this.until(() => this.count('dialog', ''), 0);
    await this.finished();
  }

  async until(ask: () => Promise<unknown>, expected: unknown): Promise<void> {
    const poll = expect.poll(ask, patience);
    await (expected instanceof RegExp ? poll.toMatch(expected) : poll.toEqual(expected));
  }

  picture(): Promise<Buffer> {
    return this.#tab.picture();
  }

  /** Closes the tab; fails where an error or a violation of the page's policy was seen. */
  async close(): Promise<void> {
    const wrong = await this.ask(() => JSON.stringify(Reflect.get(window, 'wrong') ?? []));
    expect(wrong, 'errors and violations').toBe('[]');
    await this.#tab.close();
  }
}
