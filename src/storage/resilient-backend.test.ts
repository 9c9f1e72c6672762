import { describe, expect, it } from 'vitest';
import type { Keeping } from './keeping';
import { MemoryBackend } from './memory-backend';
import { ResilientBackend } from './resilient-backend';
import type { RecordOf, StoreName } from './schema';

/** A disk with room for some records. */
class SmallDisk extends MemoryBackend {
  written = 0;

  constructor(private readonly room: number) {
    super();
  }

  override async putMany<Name extends StoreName>(
    store: Name,
    records: readonly RecordOf<Name>[],
  ): Promise<void> {
    if (this.written + records.length > this.room)
      throw new DOMException('full', 'QuotaExceededError');
    this.written += records.length;
    await super.putMany(store, records);
  }

  override async deleteMany(store: StoreName, keys: readonly string[]): Promise<void> {
    this.written -= keys.length;
    await super.deleteMany(store, keys);
  }
}

function rows(...keys: string[]): { key: string; vector: Float32Array }[] {
  return keys.map((key) => ({ key, vector: new Float32Array(2) }));
}

describe('a full disk', () => {
  it('lets the work go on in memory, says so once, and is used again when there is room', async () => {
    const disk = new SmallDisk(2);
    const heard: Keeping[] = [];
    const backend = new ResilientBackend(disk, (keeping) => heard.push(keeping));
    await backend.putMany('vectors', rows('a', 'b'));
    await backend.putMany('vectors', rows('c'));
    await backend.putMany('vectors', rows('d'));
    expect(heard).toMatchObject([{ kept: false, cause: 'full' }]);
    expect(await backend.present('vectors', ['a', 'b', 'c', 'd'])).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect((await backend.getMany('vectors', ['d', 'x', 'a'])).map((row) => row?.key)).toEqual([
      'd',
      undefined,
      'a',
    ]);
    expect(await disk.present('vectors', ['c', 'd'])).toEqual([false, false]);

    await backend.deleteMany('vectors', ['a', 'b']);
    expect(heard.at(-1)).toEqual({ kept: true });
    expect(await disk.present('vectors', ['c', 'd'])).toEqual([true, true]);
    await backend.deleteMany('vectors', ['d']);
    await backend.putMany('vectors', rows('e'));
    expect(await disk.present('vectors', ['e'])).toEqual([true]);
    expect((await backend.getAll('vectors')).map(({ key }) => key).sort()).toEqual(['c', 'e']);
  });

  it('goes on saying so while what waits does not fit', async () => {
    const disk = new SmallDisk(2);
    const heard: Keeping[] = [];
    const backend = new ResilientBackend(disk, (keeping) => heard.push(keeping));
    await backend.putMany('vectors', rows('a', 'b'));
    await backend.putMany('vectors', rows('c', 'd'));
    await backend.deleteMany('vectors', ['a']);
    expect(heard).toMatchObject([{ kept: false, cause: 'full' }]);
    expect(await backend.present('vectors', ['b', 'c', 'd'])).toEqual([true, true, true]);
    await backend.deleteMany('vectors', ['b']);
    expect(heard.at(-1)).toEqual({ kept: true });
    expect(await disk.present('vectors', ['c', 'd'])).toEqual([true, true]);
  });

  it('refuses what only the disk may take, and changes nothing', async () => {
    const disk = new SmallDisk(0);
    disk.updateLasting = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
    const backend = new ResilientBackend(disk, () => undefined);
    const [row] = rows('a');
    if (row === undefined) throw new Error('no row');
    await expect(backend.updateLasting('vectors', 'a', () => row)).rejects.toMatchObject({
      notKept: 'full',
    });
    expect(await backend.present('vectors', ['a'])).toEqual([false]);
    expect(backend.keeping).toMatchObject({ kept: false, cause: 'full' });
  });

  it('changes records above that it cannot change below', async () => {
    const disk = new SmallDisk(1);
    const backend = new ResilientBackend(disk, () => undefined);
    await backend.putMany('vectors', rows('a'));
    await backend.putMany('vectors', rows('b'));
    await backend.update('vectors', 'a', (old) => ({
      key: 'a',
      vector: Float32Array.of(old?.vector.length ?? 0),
    }));
    const [a] = await backend.getMany('vectors', ['a']);
    expect(a?.vector).toEqual(Float32Array.of(2));
  });
});

describe('a disk that stops answering', () => {
  it('is left, and what was read from it before is simply missing', async () => {
    const disk = new MemoryBackend();
    const heard: Keeping[] = [];
    const backend = new ResilientBackend(disk, (keeping) => heard.push(keeping));
    await backend.putMany('vectors', rows('a'));
    disk.getMany = () => Promise.reject(new DOMException('gone', 'InvalidStateError'));
    expect(await backend.getMany('vectors', ['a'])).toEqual([undefined]);
    expect(heard).toMatchObject([{ kept: false, cause: 'failed' }]);
    await backend.putMany('vectors', rows('b'));
    expect(await backend.present('vectors', ['a', 'b'])).toEqual([false, true]);
  });

  it('does not hide a mistake of the caller', async () => {
    const disk = new MemoryBackend();
    disk.putMany = () => Promise.reject(new DOMException('no', 'DataCloneError'));
    const backend = new ResilientBackend(disk, () => undefined);
    await expect(backend.putMany('vectors', rows('a'))).rejects.toThrow('no');
    expect(backend.keeping).toEqual({ kept: true });
  });
});

/** A disk that stops answering. */
class SilentDisk extends MemoryBackend {
  silent = false;

  override async getMany<Name extends StoreName>(
    store: Name,
    keys: readonly string[],
  ): Promise<(RecordOf<Name> | undefined)[]> {
    return this.silent ? new Promise(() => undefined) : super.getMany(store, keys);
  }

  override async updateLasting<Name extends StoreName>(
    store: Name,
    key: string,
    change: (old: RecordOf<Name> | undefined) => RecordOf<Name>,
  ): Promise<RecordOf<Name>> {
    return this.silent ? new Promise(() => undefined) : super.updateLasting(store, key, change);
  }
}

describe('a disk that does not answer', () => {
  it('is given up for the session, which goes on in memory', async () => {
    const disk = new SilentDisk();
    const heard: Keeping[] = [];
    const backend = new ResilientBackend(disk, (keeping) => heard.push(keeping), {
      interval: 5,
      looks: 4,
    });
    await backend.putMany('vectors', rows('a'));
    disk.silent = true;
    expect(await backend.getMany('vectors', ['a'])).toEqual([undefined]);
    expect(heard).toMatchObject([{ kept: false, cause: 'no-answer' }]);
    await backend.putMany('vectors', rows('b'));
    expect(await backend.present('vectors', ['b'])).toEqual([true]);
  });

  it('does not take a mark, whose author keeps it', async () => {
    const disk = new SilentDisk();
    const backend = new ResilientBackend(disk, () => undefined, { interval: 5, looks: 4 });
    disk.silent = true;
    const marking = backend.updateLasting(
      'vectors',
      'a',
      () => rows('a')[0] ?? { key: '', vector: new Float32Array(0) },
    );
    await expect(marking).rejects.toMatchObject({ notKept: 'no-answer' });
  });

  it('is waited for while the thread is busy', async () => {
    const disk = new MemoryBackend();
    const late = new Proxy(disk, {
      get: (target, name) =>
        name === 'present'
          ? () => new Promise((resolve) => setTimeout(() => resolve([true]), 12))
          : Reflect.get(target, name, target),
    });
    const backend = new ResilientBackend(late, () => undefined, { interval: 5, looks: 8 });
    const asked = backend.present('vectors', ['a']);
    const until = performance.now() + 200;
    while (performance.now() < until);
    expect(await asked).toEqual([true]);
    expect(backend.keeping).toEqual({ kept: true });
  });
});
