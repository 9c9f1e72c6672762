import { gzipSync, strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { UnreadableFile } from './reading';
import { bytesOf, gunzip, membersOf, packingOf, UnpackBudget } from './unpack';

async function* pieces(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function unzipped(bytes: Uint8Array, budget = new UnpackBudget()): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of gunzip(() => pieces(bytes), 'a.gz', budget))
    text += decoder.decode(chunk, { stream: true });
  return text;
}

async function members(
  bytes: Uint8Array,
  budget = new UnpackBudget(),
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const { name, blob } of membersOf(pieces(bytes), 'a.zip', budget))
    found[name] = await blob.text();
  return found;
}

describe('gunzip', () => {
  it('reads one member and several', async () => {
    const text = 'papers '.repeat(5000);
    const one = gzipSync(strToU8(text));
    expect(packingOf(one)).toBe('gzip');
    expect(await unzipped(one)).toBe(text);
    expect(await unzipped(Uint8Array.from([...one, ...one]))).toBe(text + text);
  });

  it('yields what comes before damage once, also where the browser refuses all of it', async () => {
    const text = Array.from({ length: 30_000 }, (_, i) => `paper ${i * i}`).join('\n');
    const whole = gzipSync(strToU8(text));
    // The browser holds the sum at the end against what came out; it is not needed to read it.
    whole[whole.length - 8] = (whole[whole.length - 8] ?? 0) ^ 1;
    expect(await unzipped(whole)).toBe(text);
  });

  it('says that a file is cut short', async () => {
    const whole = gzipSync(
      strToU8(Array.from({ length: 3000 }, (_, i) => `paper ${i * i}`).join('\n')),
    );
    await expect(unzipped(whole.subarray(0, whole.length / 2))).rejects.toBeInstanceOf(
      UnreadableFile,
    );
  });

  it('ends what grows as papers never do long before the budget', async () => {
    const part = gzipSync(strToU8('"a",'.repeat(1 << 18)));
    let bytes = 0;
    const bomb = Uint8Array.from(
      { length: 80 * part.length },
      (_, at) => part[at % part.length] ?? 0,
    );
    await expect(async () => {
      for await (const chunk of gunzip(() => pieces(bomb, 10_000), 'a.gz', new UnpackBudget()))
        bytes += chunk.length;
    }).rejects.toMatchObject({ code: 'file-unpacks-too-large' });
    expect(bytes).toBeLessThan(70_000_000);
  });

  it('ends a bomb at the budget', async () => {
    const bomb = gzipSync(new Uint8Array(20_000_000));
    await expect(unzipped(bomb, new UnpackBudget(1_000_000))).rejects.toMatchObject({
      code: 'file-unpacks-too-large',
    });
  });
});

describe('membersOf', () => {
  it('yields the files and passes over what programs add', async () => {
    const zip = zipSync({
      'a.csv': strToU8('title\nA'),
      'b/c.ris': strToU8('TY  - JOUR'),
      '__MACOSX/a.csv': strToU8('x'),
      'b/.DS_Store': strToU8('x'),
    });
    expect(packingOf(zip)).toBe('zip');
    expect(await members(zip)).toEqual({
      'a.zip/a.csv': 'title\nA',
      'a.zip/b/c.ris': 'TY  - JOUR',
    });
  });

  it('ends a bomb at the budget', async () => {
    const bomb = zipSync({ a: new Uint8Array(5_000_000), b: new Uint8Array(5_000_000) });
    await expect(members(bomb, new UnpackBudget(7_000_000))).rejects.toMatchObject({
      code: 'file-unpacks-too-large',
    });
  });

  it('knows an office document and a damaged zip', async () => {
    await expect(
      members(zipSync({ '[Content_Types].xml': strToU8('<x/>') })),
    ).rejects.toMatchObject({
      code: 'file-office-document',
    });
    const zip = zipSync({ a: strToU8('papers '.repeat(1000)) });
    zip.fill(0xff, 32, 60);
    await expect(members(zip)).rejects.toBeInstanceOf(UnreadableFile);
  });
});

describe('bytesOf', () => {
  it('yields all bytes of a blob', async () => {
    let length = 0;
    for await (const chunk of bytesOf(new Blob(['x'.repeat(100_000)]))) length += chunk.length;
    expect(length).toBe(100_000);
  });
});
