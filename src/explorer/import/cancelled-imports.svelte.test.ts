import { afterEach, expect, it } from 'vitest';
import { ImportService } from '../../corpus/import-service';
import { ImportClient } from '../../engine/import-client';
import { FakeWorker } from '../../engine/testing/fake-worker';
import { seededRandom } from '../../foundation/random';
import { begin, file } from '../testing/started-importing';

const started: FakeWorker[] = [];

afterEach(() => {
  for (const worker of started.splice(0)) worker.terminate();
});

/** The real import over the channel of a worker. */
function client(): ImportClient {
  return new ImportClient(() => {
    const worker = new FakeWorker(new ImportService());
    started.push(worker);
    return worker;
  });
}

const after = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** A table of that many papers, whose titles begin with a word. */
function table(word: string, papers: number): string {
  const lines = Array.from({ length: papers }, (_, i) => `${word} ${i},About paper ${i}.`);
  return ['title,abstract', ...lines, ''].join('\n');
}

/** Milliseconds that the library takes to keep a corpus in these tests. */
const saving = 15;

function slowly(given: Parameters<typeof begin>[0] = {}) {
  return begin({ importer: client(), keep: () => after(saving), ...given });
}

it('leaves nothing behind and says nothing, cancelled at thirty seeded moments', async () => {
  const random = seededRandom(30);
  const phases = new Set<string>();
  for (let trial = 0; trial < 30; trial++) {
    const { importing, opened, kept } = slowly();
    const work = (async () => {
      await importing.openFiles([file(table('Paper', 1500))]);
      await importing.accept();
    })();
    // Every other one is cancelled once it is agreed to: that part is much the shorter.
    if (trial % 2 === 1)
      while (!['report', 'taking', 'opened'].includes(importing.phase.kind)) await after(0);
    await after(random() * (trial % 2 === 1 ? 2 * saving : 60));
    const { kind } = importing.phase;
    phases.add(kind);
    importing.cancel();
    await work;
    await after(2 * saving);
    expect(importing.phase, `cancelled while ${kind}`).toEqual({ kind: 'idle' });
    if (kind === 'opened') continue;
    expect([opened.length, await kept()], `cancelled while ${kind}`).toEqual([0, 0]);
  }
  expect([...phases]).toEqual(expect.arrayContaining(['reading', 'taking']));
}, 60_000);

it('reads the files that came last when an import starts during another, at any moment', async () => {
  const random = seededRandom(12);
  for (let trial = 0; trial < 10; trial++) {
    const { importing, opened, kept } = slowly();
    const first = (async () => {
      await importing.openFiles([file(table('First', 1500), 'first.csv')]);
      if (trial % 2 === 1) await importing.accept();
    })();
    if (trial % 2 === 1) while (importing.phase.kind !== 'taking') await after(0);
    await after(random() * saving);
    await importing.openFiles([file(table('Second', 3), 'second.csv')]);
    await first;
    await after(2 * saving);
    if (importing.phase.kind !== 'report') throw new Error(JSON.stringify(importing.phase));
    expect(importing.phase.summary.name).toBe('second');
    expect([opened.length, await kept()]).toEqual([0, 0]);
    await importing.accept();
    expect(importing.phase).toMatchObject({ kind: 'opened', opened: { paperCount: 3 } });
  }
}, 60_000);

it('keeps what was kept before when its import is cancelled or taken back', async () => {
  const { importing, library, kept } = slowly();
  await importing.openFiles([file(table('Paper', 3))]);
  await importing.accept();
  if (importing.phase.kind !== 'opened') throw new Error(importing.phase.kind);
  const { id } = importing.phase.opened;
  await library.updateUserState(id, (state) => ({ ...state, notes: { p: 'Mine' } }));

  await importing.openFiles([file(table('Paper', 3))]);
  const accepting = importing.accept();
  await after(saving / 2);
  importing.cancel();
  await accepting;
  expect(await kept()).toBe(1);

  await importing.openFiles([file(table('Paper', 3))]);
  await importing.accept();
  await importing.undo();
  expect(await kept()).toBe(1);
  expect((await library.userState(id)).notes).toEqual({ p: 'Mine' });
});

it('puts a corpus back that papers were being added to', async () => {
  const { importing, current, library } = slowly();
  await importing.openFiles([file(table('Paper', 3))]);
  await importing.accept();
  const id = current()?.id ?? '';
  await importing.openFiles([file(table('Other', 2), 'b.csv')]);
  const adding = importing.add();
  importing.cancel();
  await adding;
  await after(2 * saving);
  expect(importing.phase).toEqual({ kind: 'idle' });
  expect((await library.read(id))?.papers).toHaveLength(3);
});
