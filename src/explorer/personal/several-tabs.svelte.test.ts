import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { expect, it, vi } from 'vitest';
import { seededRandom, type Random } from '../../foundation/random';
import { failure, success } from '../../foundation/result';
import { causeOf } from '../../storage/indexeddb-backend';
import { notKeptFailure } from '../../storage/keeping';
import { openStorage, type OpenStorage } from '../../storage/storage';
import { Personal } from './personal.svelte';
import { Undoing } from './undoing.svelte';
import { UserStates, type TabMemory, type TabNews } from './user-states.svelte';

const papers = ['a', 'b', 'c', 'd'];
const topics = ['s', 't'];

/** Tells all the others a little later, as a BroadcastChannel does. */
class Neighbourhood {
  readonly #hearers: ((corpusId: string) => void)[] = [];

  tab(): TabNews {
    let own: (corpusId: string) => void = () => undefined;
    return {
      tell: (corpusId) => {
        for (const hear of this.#hearers) if (hear !== own) setTimeout(() => hear(corpusId), 0);
      },
      onNews: (hear) => {
        own = hear;
        this.#hearers.push(hear);
      },
    };
  }
}

interface Tab {
  readonly personal: Personal;
  readonly states: UserStates;
  readonly undoing: Undoing;
  readonly storage: OpenStorage;
  /** Whether its disk refuses everything. */
  full: boolean;
}

async function openTab(news: TabNews, memory?: TabMemory): Promise<Tab> {
  const storage = await openStorage();
  const undoing = new Undoing();
  const states = new UserStates({
    store: {
      userState: async (id) => success(await storage.library.userState(id)),
      changeUserState: async (id, changes) => {
        if (tab.full) return failure(notKeptFailure('full'));
        try {
          return success(await storage.library.changeUserState(id, changes));
        } catch (thrown) {
          return failure(notKeptFailure(causeOf(thrown)));
        }
      },
    },
    news,
    ...(memory && { memory }),
  });
  const tab: Tab = {
    states,
    undoing,
    storage,
    full: false,
    personal: new Personal(states, undoing),
  };
  await tab.personal.enter('c');
  return tab;
}

const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** Until nobody has anything left to write or to hear. */
async function quiet(tabs: readonly Tab[]): Promise<void> {
  for (const tab of tabs) {
    tab.full = false;
    await tab.states.retry();
  }
  for (let round = 0; round < 6; round++) {
    await turn();
    for (const tab of tabs) await tab.states.retry();
  }
}

function pick<T>(random: Random, from: readonly T[]): T {
  const chosen = from[Math.floor(random() * from.length)];
  if (chosen === undefined) throw new Error('nothing to pick');
  return chosen;
}

/** One seeded afternoon of three tabs; returns words written into notes, by paper. */
async function interleaving(seed: number): Promise<void> {
  vi.stubGlobal('indexedDB', new IDBFactory());
  const random = seededRandom(seed);
  const street = new Neighbourhood();
  const tabs = await Promise.all([1, 2, 3].map(() => openTab(street.tab())));
  const written = new Map<string, string[]>();
  /** Who alone sets what: what only one tab touches must end as that tab left it. */
  const owners = new Map(papers.map((paper, i) => [paper, tabs[i % tabs.length]]));
  const stars = new Map<string, boolean>();
  const listed = new Map<string, boolean>();
  const names = new Map<string, string>();
  for (let step = 0; step < 25; step++) {
    const tab = pick(random, tabs);
    const { personal } = tab;
    const paper = pick(random, papers);
    const deed = random();
    if (deed < 0.45) {
      // Writing takes a while: others write meanwhile, on what this tab saw when it began.
      const from = personal.state.notes[paper] ?? '';
      const word = `<${seed}.${step}>`;
      written.set(paper, [...(written.get(paper) ?? []), word]);
      if (random() < 0.5) await turn();
      personal.note(paper, random() < 0.8 ? `${from} ${word}` : `${word} ${from}`, from);
    } else if (deed < 0.6 && owners.get(paper) === tab) {
      personal.toggleStar(paper);
      stars.set(paper, personal.marksOf(paper).starred);
    } else if (deed < 0.75 && owners.get(paper) === tab) {
      personal.toggleListed(paper);
      listed.set(paper, personal.marksOf(paper).listed);
    } else if (deed < 0.8) {
      personal.moveListed(paper, Math.floor(random() * 4));
    } else if (deed < 0.88) {
      const at = Math.floor(random() * topics.length);
      if (tabs[at] !== tab) continue;
      names.set(topics[at] ?? '', `Name ${step}`);
      personal.renameTopic(topics[at] ?? '', `Name ${step}`, { size: 1, ids: ['p'], known: 9 });
    } else if (deed < 0.94) tab.full = !tab.full;
    else await turn();
  }
  await quiet(tabs);
  const kept = await tabs[0]?.storage.library.userState('c');
  for (const { personal, states } of tabs) {
    expect(states.notKept).toBeNull();
    expect(personal.state, `seed ${seed}`).toEqual(kept);
  }
  for (const [paper, words] of written)
    for (const word of words) expect(kept?.notes[paper], `seed ${seed}`).toContain(word);
  for (const [paper, on] of stars)
    expect(kept?.starred.includes(paper), `star of ${paper}, seed ${seed}`).toBe(on);
  for (const [paper, on] of listed)
    if (on) expect(kept?.readingList, `seed ${seed}`).toContain(paper);
  for (const [key, name] of names) expect(kept?.topicNames[key], `seed ${seed}`).toBe(name);
  for (const { storage } of tabs) storage.close();
}

it('three tabs lose nothing in 200 seeded interleavings, and end with the same', async () => {
  for (let seed = 1; seed <= 200; seed++) await interleaving(seed);
  vi.unstubAllGlobals();
}, 120_000);

it('another tab sees a change at once, and each takes back only its own', async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  const street = new Neighbourhood();
  const [one, other] = [await openTab(street.tab()), await openTab(street.tab())];
  one.personal.toggleStar('a');
  other.personal.note('a', 'Read again');
  await quiet([one, other]);
  expect(one.personal.marksOf('a')).toMatchObject({ starred: true, noted: true });
  expect(other.personal.marksOf('a')).toMatchObject({ starred: true, noted: true });
  one.undoing.undo();
  await quiet([one, other]);
  expect(other.personal.marksOf('a')).toMatchObject({ starred: false, noted: true });
  for (const { storage } of [one, other]) storage.close();
  vi.unstubAllGlobals();
});

it('what could not be kept is there after a reload of the tab, and kept then', async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  let text: string | null = null;
  const memory: TabMemory = { read: () => text, write: (now) => (text = now) };
  const before = await openTab(new Neighbourhood().tab(), memory);
  before.full = true;
  before.personal.note('a', 'On a full disk');
  await turn();
  expect(before.states.notKept).toMatchObject({ code: 'not-kept-full' });
  before.storage.close();

  const after = await openTab(new Neighbourhood().tab(), memory);
  await quiet([after]);
  expect(after.personal.state.notes).toEqual({ a: 'On a full disk' });
  expect((await after.storage.library.userState('c')).notes).toEqual({ a: 'On a full disk' });
  expect(text).toBeNull();
  after.storage.close();
  vi.unstubAllGlobals();
});

it('a note in the midst of being written outlives its tab, and is no change while it lives', async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  let text: string | null = null;
  const memory: TabMemory = { read: () => null, write: (now) => (text = now) };
  const before = await openTab(new Neighbourhood().tab(), memory);
  before.personal.draftNote('a', 'Half a sen', '');
  await turn();
  expect((await before.storage.library.userState('c')).notes).toEqual({});
  before.storage.close();

  const left: TabMemory = {
    read: () => null,
    write: () => undefined,
    onLeftBehind: (take) => take(text ?? ''),
  };
  const after = await openTab(new Neighbourhood().tab(), left);
  await quiet([after]);
  expect(after.personal.state.notes).toEqual({ a: 'Half a sen' });
  after.personal.draftNote('b', 'Half', '');
  after.personal.note('b', 'Whole', '');
  await quiet([after]);
  expect((await after.storage.library.userState('c')).notes).toEqual({
    a: 'Half a sen',
    b: 'Whole',
  });
  after.storage.close();
  vi.unstubAllGlobals();
});
