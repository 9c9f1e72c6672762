import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Paper } from '../corpus/paper';
import { manifestName } from './manifest';
import type { PaperDetails } from './read-blocks';
import type { SiteContent } from './site-content';
import { SiteReader } from './site-reader';
import { Host, hostAddress, madeUpSite, paperNumbered, valueOf } from './testing/made-up-site';
import { lossOf } from './write-site';

const address = hostAddress + manifestName;
const open = (host: Host) => SiteReader.open(address, { fetch: host.fetch, pause: 1 });

async function allPapers(reader: SiteReader) {
  const titles: Paper[] = [];
  const details: PaperDetails[] = [];
  const titleBlocks = valueOf(await reader.places('titles')).count;
  const detailBlocks = valueOf(await reader.places('details')).count;
  for (let at = 0; at < titleBlocks; at++) titles.push(...valueOf(await reader.titles(at)).value);
  for (let at = 0; at < detailBlocks; at++)
    details.push(...valueOf(await reader.details(at)).value);
  return titles.map((paper, i) => ({ ...paper, ...details[i] }));
}

/** The largest difference between numbers and what they were. */
function farthest(values: ArrayLike<number>, before: Float32Array): number {
  return before.reduce(
    (most, value, at) => Math.max(most, Math.abs(value - (values[at] ?? NaN))),
    0,
  );
}

function changed(host: Host, change: (manifest: Record<string, unknown>) => void): void {
  const manifest = JSON.parse(new TextDecoder().decode(host.files.get(manifestName)));
  change(manifest);
  host.files.set(manifestName, new TextEncoder().encode(JSON.stringify(manifest)));
}

describe('a site read back', () => {
  it('is what was written, as far as it says', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 1e6 }),
        async (n, seed) => {
          const content: SiteContent = madeUpSite(n, seed);
          const reader = valueOf(await open(await Host.of(content)));
          expect(reader.first.tree).toEqual(content.tree);
          expect(await allPapers(reader)).toEqual(content.papers);
          const positions = valueOf(await reader.layout());
          expect(farthest(positions, content.layout.positions)).toBeLessThanOrEqual(
            lossOf(content).position,
          );
          const summary = valueOf(await reader.summary());
          expect(summary.medoids.subarray(n)).toEqual(content.summary.medoids.subarray(n));
          const { value: near } = valueOf(await reader.neighbours(0));
          expect(near.indices).toEqual(content.neighbours.indices);
          expect(farthest(near.similarities, content.neighbours.similarities)).toBeLessThan(0.005);
          const [vectors] = valueOf(await reader.vectors());
          expect(vectors?.data.length).toBe(4 * n);
          expect(lossOf(content).cosine).toBeGreaterThan(0.999);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('has a coarse layout of many papers, and none of few', async () => {
    expect(
      valueOf(await valueOf(await open(await Host.of(madeUpSite(40)))).coarseLayout()),
    ).toBeNull();
    const content = madeUpSite(10_050);
    const reader = valueOf(await open(await Host.of(content)));
    const coarse = valueOf(await reader.coarseLayout());
    expect(coarse).toHaveLength(2 * 10_050);
    expect(farthest(coarse ?? [], content.layout.positions)).toBeLessThanOrEqual(1e-3);
  });

  it('has every topic once, each in the block of its first leaf', async () => {
    const content = madeUpSite(2500);
    const reader = valueOf(await open(await Host.of(content)));
    const found = new Map(reader.first.topics.map((topic) => [topic.node, topic]));
    for (const kind of ['upperTopics', 'lowerTopics'] as const) {
      const { count, size } = valueOf(await reader.places(kind));
      for (let at = 0; at < count; at++)
        for (const topic of valueOf(await reader.topics(kind, at)).value) {
          expect(found.has(topic.node)).toBe(false);
          expect(Math.floor((content.tree.start[topic.node] ?? 0) / size)).toBe(at);
          found.set(topic.node, topic);
        }
    }
    expect(found.size).toBe(content.topics.size);
    expect([...found.values()].map(({ name }) => name).sort()).toEqual(
      [...content.topics.values()].map(({ name }) => name).sort(),
    );
  });

  it('gives the columns that papers are filtered by with the titles, the others with the rest', async () => {
    const papers = Array.from({ length: 40 }, (_, i) => ({
      ...paperNumbered(i),
      extra: {
        note: `note ${i}`,
        ...(i % 4 > 0 && { funding: i % 2 === 0 ? 'ERC' : 'NSF' }),
      },
    }));
    const content = madeUpSite(40, 1, papers);
    const reader = valueOf(await open(await Host.of(content)));
    const titles = valueOf(await reader.titles(0)).value;
    expect(titles.map(({ extra }) => extra)).toEqual(
      content.papers.map(({ extra: { funding } }) => (funding === undefined ? {} : { funding })),
    );
    const details = valueOf(await reader.details(0)).value;
    expect(details.map(({ extra }) => extra)).toEqual(content.papers.map(({ extra }) => extra));
  });

  it('gives the same files for the same content, named by their hash', async () => {
    const [one, other] = [await Host.of(madeUpSite(50)), await Host.of(madeUpSite(50))];
    expect(one.files).toEqual(other.files);
  });

  it('leaves links out that do not lead to the web', async () => {
    const papers = [0, 1].map((i) => ({
      ...paperNumbered(i),
      links: [{ kind: 'other' as const, url: 'javascript:alert(1)' }],
    }));
    const reader = valueOf(await open(await Host.of(madeUpSite(2, 1, papers))));
    const { value: details } = valueOf(await reader.details(0));
    expect(details.map(({ links }) => links)).toEqual([[], []]);
  });
});

describe('a host that misbehaves', () => {
  const html = () => new Response('<!doctype html><p>Not found</p>', { status: 200 });

  it('is asked again when it cuts a file short, and believed when the file is whole', async () => {
    const host = await Host.of(madeUpSite(30));
    host.instead = (path, attempt) => {
      const file = host.files.get(path);
      return attempt === 1 && path.endsWith('.bin') && file
        ? new Response(file.slice(0, file.length / 2))
        : undefined;
    };
    const reader = valueOf(await open(host));
    expect(valueOf(await reader.titles(0)).value).toHaveLength(30);
  });

  it.each([
    ['a web page in the place of a file', html, 'site-damaged', 'a web page in the place'],
    ['nothing', () => new Response('', { status: 404 }), 'site-damaged', '404'],
    ['an error', () => new Response('', { status: 503 }), 'site-unreachable', '503'],
    ['half of it', () => new Response('abc'), 'site-damaged', 'ends after 3 of'],
    ['an end in the middle', () => broken(), 'site-unreachable', 'did not arrive'],
  ])('answers with %s: a sentence, and the rest stays usable', async (_, answer, code, words) => {
    const host = await Host.of(madeUpSite(30));
    const reader = valueOf(await open(host));
    valueOf(await reader.titles(0));
    host.instead = () => answer();
    const details = await reader.details(0);
    expect(details.ok).toBe(false);
    if (!details.ok) {
      expect(details.error.code).toBe(code);
      expect(details.error.message).toContain(words);
      expect(details.error.remedy).not.toBe('');
    }
    expect(reader.first.tree.n).toBe(30);
    host.instead = () => undefined;
    expect((await reader.details(0)).ok).toBe(true);
  });

  it.each([
    ['no manifest', '', 'site-missing'],
    ['a web page', '<!doctype html>', 'site-missing'],
    ['JSON of another kind', '{"papers":[]}', 'site-missing'],
  ])('has %s at the address', async (_, text, code) => {
    const host = new Host([]);
    host.instead = () => new Response(text, { status: text === '' ? 404 : 200 });
    const opened = await open(host);
    expect(opened.ok ? '' : opened.error.code).toBe(code);
  });
});

describe('a host that falls silent', () => {
  const silent = (begin: Uint8Array<ArrayBuffer> = new Uint8Array()): Response =>
    new Response(new ReadableStream({ start: (stream) => stream.enqueue(begin) }));

  it('is asked again, and then given up with a sentence; the rest stays usable', async () => {
    const host = await Host.of(madeUpSite(30));
    const options = { fetch: host.fetch, pause: 1, silence: 20 };
    const reader = valueOf(await SiteReader.open(address, options));
    const asked = host.asked.length;
    host.instead = () => silent(new Uint8Array(7));
    const titles = await reader.titles(0);
    expect(titles.ok ? '' : titles.error.code).toBe('site-unreachable');
    expect(titles.ok ? '' : titles.error.message).toContain('fell silent');
    expect(host.asked.length).toBe(asked + 3);
    host.instead = () => undefined;
    expect((await reader.titles(0)).ok).toBe(true);
  });

  it('for a while is waited for where it has begun, however slow it is', async () => {
    const host = await Host.of(madeUpSite(30));
    host.instead = (path) => {
      const file = host.files.get(path);
      if (!file) return undefined;
      let at = 0;
      const step = Math.ceil(file.length / 6);
      return new Response(
        new ReadableStream({
          async pull(stream) {
            await new Promise((resolve) => setTimeout(resolve, 60));
            stream.enqueue(file.slice(at, (at += step)));
            if (at >= file.length) stream.close();
          },
        }),
      );
    };
    const options = { fetch: host.fetch, pause: 1, silence: 250 };
    valueOf(await SiteReader.open(address, options));
    expect(host.asked).toHaveLength(2);
  });

  it('keeps nobody waiting who has left', async () => {
    const host = await Host.of(madeUpSite(30));
    host.instead = () => silent();
    const leaving = new AbortController();
    const opening = SiteReader.open(address, {
      fetch: (file, { signal, ...rest }) =>
        Promise.race([
          host.fetch(file, rest),
          new Promise<never>((_, reject) =>
            signal?.addEventListener('abort', () => reject(new Error('left'))),
          ),
        ]),
      signal: leaving.signal,
      pause: 1,
      silence: 50,
    });
    leaving.abort(new Error('left'));
    await expect(opening).rejects.toThrow('left');
  });
});

describe('a manifest that lies', () => {
  it.each([
    ['papers', (manifest: Record<string, unknown>) => (manifest['papers'] = 31)],
    ['first', (m: Record<string, unknown>) => (m['first'] = { ...Object(m['first']), raw: 10 })],
    ['first', (m: Record<string, unknown>) => (m['first'] = { ...Object(m['first']), bytes: 1 })],
    ['first', (m: Record<string, unknown>) => (m['first'] = { ...Object(m['first']), raw: 1e9 })],
    ['making', (manifest: Record<string, unknown>) => delete manifest['making']],
  ])('about %s is refused', async (_, lie) => {
    const host = await Host.of(madeUpSite(30));
    changed(host, lie);
    const opened = await open(host);
    expect(opened.ok ? '' : opened.error.code).toBe('site-damaged');
  });

  it('with keys that this version does not know is read', async () => {
    const host = await Host.of(madeUpSite(30));
    changed(host, (manifest) => (manifest['later'] = { anything: 1 }));
    expect((await open(host)).ok).toBe(true);
  });

  it('of a newer version says so', async () => {
    const host = await Host.of(madeUpSite(30));
    changed(host, (manifest) => (manifest['version'] = 2));
    const opened = await open(host);
    expect(opened.ok ? '' : opened.error.code).toBe('site-newer');
  });

  it('with a file whose bytes were changed is refused, whatever was changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (where, by) => {
        const host = await Host.of(madeUpSite(30));
        for (const [path, file] of host.files)
          if (path !== manifestName) {
            const at = where % file.length;
            file[at] = (file[at] ?? 0) ^ by;
          }
        const opened = await open(host);
        expect(opened.ok ? '' : opened.error.code).toBe('site-damaged');
      }),
      { numRuns: 20 },
    );
  });
});

function broken(): Response {
  return new Response(
    new ReadableStream({
      start: (controller) => controller.error(new TypeError('network error')),
    }),
  );
}
