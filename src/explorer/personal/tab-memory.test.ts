import { expect, it } from 'vitest';
import { tabMemory, type TabView } from './tab-memory';

class FakeStorage implements Storage {
  readonly #items = new Map<string, string>();
  get length(): number {
    return this.#items.size;
  }
  key = (index: number) => [...this.#items.keys()][index] ?? null;
  getItem = (key: string) => this.#items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.#items.set(key, value);
  removeItem = (key: string) => void this.#items.delete(key);
  clear = () => this.#items.clear();
}

/** One browser's `navigator.locks`, as far as it is used: a tab's locks end with it. */
class FakeLocks {
  readonly #held = new Map<string, object>();

  of(tab: object): NonNullable<TabView['navigator']['locks']> {
    return {
      request: async (key, _options, use) => {
        if (this.#held.has(key)) return use(null);
        this.#held.set(key, tab);
        const result = await use({ name: key, mode: 'exclusive' });
        this.#held.delete(key);
        return result;
      },
    };
  }

  end(tab: object): void {
    for (const [key, holder] of this.#held) if (holder === tab) this.#held.delete(key);
  }
}

const shared = new FakeStorage();
const locks = new FakeLocks();

function windowOf(tab: FakeStorage): TabView {
  return { localStorage: shared, sessionStorage: tab, navigator: { locks: locks.of(tab) } };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

async function leftBehind(tab: FakeStorage): Promise<string[]> {
  const texts: string[] = [];
  tabMemory(windowOf(tab)).onLeftBehind?.((text) => texts.push(text));
  await turn();
  return texts;
}

it('outlives a reload, and the tab: then another takes it up, once', async () => {
  const [one, other] = [new FakeStorage(), new FakeStorage()];
  tabMemory(windowOf(one)).write('not kept');
  await turn();
  expect(tabMemory(windowOf(one)).read()).toBe('not kept');
  expect(await leftBehind(other)).toEqual([]);
  locks.end(one);
  expect(await leftBehind(other)).toEqual(['not kept']);
  expect(await leftBehind(new FakeStorage())).toEqual([]);
});

it('is each tab’s own, also of one that began as a copy', async () => {
  const one = new FakeStorage();
  const memory = tabMemory(windowOf(one));
  memory.write('of the first');
  await turn();
  const copy = new FakeStorage();
  copy.setItem('papergrove-tab', one.getItem('papergrove-tab') ?? '');
  tabMemory(windowOf(copy)).write('of the copy');
  await turn();
  memory.write('of the first');
  expect(memory.read()).toBe('of the first');
  expect(tabMemory(windowOf(copy)).read()).toBe('of the copy');
});

it('forgets where the browser refuses, and reads what an earlier version wrote', () => {
  const refusing: TabView = {
    get localStorage(): Storage {
      throw new Error('refused');
    },
    get sessionStorage(): Storage {
      throw new Error('refused');
    },
    navigator: {},
  };
  const memory = tabMemory(refusing);
  memory.write('x');
  expect(memory.read()).toBeNull();
  const earlier = new FakeStorage();
  earlier.setItem('papergrove-notes', '[1,[]]');
  expect(tabMemory(windowOf(earlier)).read()).toBe('[1,[]]');
});
