/** Workspace files that were written to deceive: refused in a sentence, or read without what is false. */
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cases } from '../foundation/testing/cases';
import {
  changedWorkspace,
  setFields,
  setNumbers,
  type Sections,
} from './testing/changed-workspace';
import type { SectionData } from './workspace-container';
import { readWorkspace, type Workspace } from './workspace-file';

const file = new Blob([
  await readFile(new URL('./fixtures/workspace-1.papergrove', import.meta.url)),
]);

async function readAfter(change: (sections: Sections) => void) {
  return readWorkspace(await changedWorkspace(file, change), 'mine.papergrove');
}

async function opened(change: (sections: Sections) => void): Promise<Workspace> {
  const read = await readAfter(change);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

const { corpus, map } = await opened(() => undefined);
const n = corpus.papers.length;
const html = '<img src=x onerror="window.ran=1">';

/** A change of one section's JSON, given as the text of further fields. */
const saying =
  (name: string, json: string) =>
  (sections: Sections): void =>
    setFields(sections, name, json);
const numbered =
  (name: string, numbers: Readonly<Record<number, number>>) =>
  (sections: Sections): void =>
    setNumbers(sections, name, numbers);
const replaced =
  (name: string, section: SectionData) =>
  (sections: Sections): void => {
    sections.set(name, section);
  };
/** The first paper with other fields. */
const paper =
  (fields: string, from = 0) =>
  (sections: Sections): void => {
    const section = sections.get('papers/0');
    if (section?.type !== 'json' || !Array.isArray(section.data)) throw new Error('no papers');
    const papers: unknown[] = section.data;
    const text = JSON.stringify(papers[from]);
    papers[0] = JSON.parse(`${text.slice(0, -1)},${fields}}`);
  };
const without =
  (name: string) =>
  (sections: Sections): void => {
    sections.delete(name);
  };

describe('a workspace file is refused that', () => {
  it.each<[string, (sections: Sections) => void]>([
    ['counts one paper more', saying('workspace', `"papers":${n + 1}`)],
    ['counts one paper fewer', saying('workspace', `"papers":${n - 1}`)],
    ['counts a million papers', saying('workspace', '"papers":1000000')],
    ['counts more than there can be', saying('workspace', '"papers":9007199254740991')],
    ['counts none', saying('workspace', '"papers":0')],
    ['counts less than none', saying('workspace', '"papers":-3')],
    ['counts half of one', saying('workspace', `"papers":${n - 0.5}`)],
    ['counts in words', saying('workspace', `"papers":"${n}"`)],
    ['counts without end', saying('workspace', '"papers":1e999')],
    ['has more neighbours than papers', saying('workspace', `"neighbours":${n}`)],
    ['has neighbours it does not bring', saying('workspace', '"neighbours":1')],
    ['has vectors of no length', saying('workspace', '"textVectors":[{"fingerprint":"x","d":0}]')],
    [
      'has vectors it does not bring',
      saying('workspace', '"textVectors":[{"fingerprint":"x","d":16384}]'),
    ],
    [
      'has more vectors than anybody makes',
      saying(
        'workspace',
        `"textVectors":${JSON.stringify(Array.from({ length: 17 }, () => ({ fingerprint: 'x', d: 1 })))}`,
      ),
    ],
    ['names its parts by paths', saying('workspace', '"keys":{"tree":"../../x"}')],
    ['grew in an order that cannot be', saying('workspace', '"additions":[5,2]')],
    ['grew from more papers than it has', saying('workspace', `"additions":[${n + 1}]`)],
    ['was looked at in no words', saying('workspace', '"view":7')],
    ['was looked at in too many words', saying('workspace', `"view":"${'x'.repeat(100_001)}"`)],
    ['has a seed that is no number', saying('workspace', '"settings":{"seed":null,"encoder":"x"}')],
    ['has a topic within itself', numbered('tree/left', { 0: n })],
    ['has a topic within one below it', numbered('tree/left', { 0: n + 2 })],
    ['has a cycle of two', numbered('tree/left', { 1: n + 2, 2: n + 1 })],
    ['has a paper in two topics', numbered('tree/left', { 0: 0, 1: 0 })],
    ['has a paper before the first', numbered('tree/right', { 0: -1 })],
    ['has a paper behind the last', numbered('tree/right', { 0: 2 ** 31 - 1 })],
    ['has a height that is no number', numbered('tree/height', { 3: NaN })],
    ['has a height without end', numbered('tree/height', { [n - 2]: Infinity })],
    ['has a height below the one before', numbered('tree/height', { 3: -1 })],
    [
      'has a tree over fewer papers',
      replaced('tree/left', { type: 'int32', data: new Int32Array(2) }),
    ],
    [
      'has a tree of another kind',
      replaced('tree/left', { type: 'float32', data: new Float32Array(n - 1) }),
    ],
    ['has a representative that is not there', numbered('summary/medoids', { 0: n })],
    ['has a cohesion that is no number', numbered('summary/cohesion', { 0: NaN })],
    ['has a place that is no number', numbered('layout', { 1: NaN })],
    ['has a place without end', numbered('layout', { 1: -Infinity })],
    ['has a neighbour that is not there', numbered('neighbours/indices', { 0: 2 ** 32 - 1 })],
    ['has a nearness that is no number', numbered('neighbours/similarities', { 0: NaN })],
    ['has two papers of one id', paper('"x":1', 1)],
    ['has a paper without a title', paper('"title":null')],
    ['has a paper whose authors are a text', paper(`"authors":${JSON.stringify(html)}`)],
    ['has a paper of a year and a half', paper('"year":2000.5')],
    ['has a link of a kind that there is not', paper('"links":[{"kind":"__proto__","url":"x"}]')],
    ['has further columns that are not texts', paper('"extra":{"a":{"b":"c"}}')],
    ['has no papers', without('papers/0')],
    ['has no tree', without('tree/right')],
    ['has no marks', without('user')],
    ['has stars that are not ids', saying('user', '"starred":[{}]')],
    ['has notes that are not texts', saying('user', '"notes":{"a":1}')],
    ['has topics that are not', replaced('topics', { type: 'json', data: null })],
    [
      'has a topic of a cohesion without end',
      replaced('topics', {
        type: 'json',
        data: [{ node: n, name: '', terms: [], medoid: 0, cohesion: 'Infinity' }],
      }),
    ],
    [
      'was made by a device that there is not',
      saying('making', '"device":{"rung":"x","threads":1,"reason":""}'),
    ],
    [
      'was made by threads without number',
      saying('making', '"device":{"rung":"wasm","threads":1e9,"reason":""}'),
    ],
    ['was made on no day', saying('making', '"madeAt":"}\\n@evil{x,"')],
    ['was made in a time without end', saying('making', '"milliseconds":{"embed":1e999}')],
  ])('%s', async (_, change) => {
    const read = await readAfter(change);
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(read.error.code).toBe('workspace-damaged');
    expect(read.error.message).toMatch(
      /^mine\.papergrove is not a workspace that can be opened: ./u,
    );
    expect(read.error.remedy).not.toBe('');
  });
});

describe('a workspace file is read without', () => {
  it('keys that mean something to JavaScript, in marks and further columns', async () => {
    const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];
    const record = (value: string): string =>
      `{${names.map((name) => `"${name}":${value}`).join()}}`;
    const { corpus: read, userState } = await opened((sections) => {
      paper(`"extra":${record('"x"')}`)(sections);
      saying(
        'user',
        `"notes":${record('"x"')},"topicNames":${record('"x"')},"searches":${record('"x"')},"topicPapers":${record('{"size":1,"ids":[],"known":1}')}`,
      )(sections);
      saying('making', `"milliseconds":${record('1')}`)(sections);
    });
    expect(Object.keys(read.papers[0]?.extra ?? { x: '' })).toEqual([]);
    for (const kept of [userState.notes, userState.topicNames, userState.searches])
      expect(Object.getPrototypeOf(kept)).toBe(Object.prototype);
    expect('x' in {}).toBe(false);
    expect(Object.prototype.toString.call({})).toBe('[object Object]');
  });

  it('topics that are not there, and names of them', async () => {
    const topic = (node: number, medoid: number) => ({
      ...{ node, medoid, name: html, cohesion: 1 },
      terms: [{ term: html, weight: 1 }],
    });
    const { map: read, corpus: whole } = await opened((sections) => {
      const data = [topic(n, 0), topic(2 * n - 1, 0), topic(n, n), topic(1_999_999, 999_999)];
      replaced('topics', { type: 'json', data })(sections);
      saying(
        'workspace',
        `"broughtTree":{"source":"x","names":[[${n},"a"],[${2 * n - 1},"b"],[2000000,"c"]]}`,
      )(sections);
    });
    expect(read.topics.map(({ node, medoid }) => [node, medoid])).toEqual([[n, 0]]);
    expect([...(whole.tree?.names ?? [])]).toEqual([[n, 'a']]);
  });

  it('years in which nothing was written, and links that lead nowhere good', async () => {
    const urls = ['javascript:ran()', 'data:text/html,x', 'file:///etc/passwd', ' java\\nscript:x'];
    const links = urls.map((url) => `{"kind":"paper","url":"${url}"}`).join();
    const { corpus: read } = await opened(
      paper(`"year":999999999,"links":[${links},{"kind":"pdf","url":"https://a.example/x"}]`),
    );
    expect(read.papers[0]?.year).toBeNull();
    expect(read.papers[0]?.links).toEqual([{ kind: 'pdf', url: 'https://a.example/x' }]);
  });

  it('anything of its own where every text is markup: the texts are as they are', async () => {
    const { corpus: read, userState } = await opened((sections) => {
      paper(`"title":${JSON.stringify(html)},"abstract":${JSON.stringify(html)}`)(sections);
      saying('user', `"notes":{"a":${JSON.stringify(html)}}`)(sections);
      saying('workspace', `"name":${JSON.stringify(html)}`)(sections);
    });
    expect([read.name, read.papers[0]?.title, userState.notes['a']]).toEqual([html, html, html]);
  });
});

describe('the envelope of a workspace file', () => {
  /** The file with another table of contents before the same sections. */
  function withTable(table: string): Blob {
    const text = new TextEncoder().encode(table);
    const tableBytes = Math.ceil(text.length / 8) * 8;
    const head = new Uint8Array(16 + tableBytes).fill(0x20);
    head.set(new TextEncoder().encode('PGROVEWS'));
    new DataView(head.buffer).setUint32(8, 1, true);
    new DataView(head.buffer).setUint32(12, tableBytes, true);
    head.set(text, 16);
    return new Blob([head, new Uint8Array(64)]);
  }

  it.each([
    ['a length that no file has', '[{"name":"workspace","type":"json","bytes":9007199254740991}]'],
    ['a length without end', '[{"name":"workspace","type":"json","bytes":1e999}]'],
    ['a length below nothing', '[{"name":"workspace","type":"json","bytes":-64}]'],
    [
      'lengths that add up to nothing',
      '[{"name":"a","type":"json","bytes":128},{"name":"b","type":"json","bytes":-64}]',
    ],
    [
      'two sections of one name',
      '[{"name":"workspace","type":"json","bytes":32},{"name":"workspace","type":"json","bytes":32}]',
    ],
    ['a type of its own', '[{"name":"workspace","type":"function","bytes":64}]'],
    ['a name without end', `[{"name":"${'a'.repeat(100_000)}","type":"json","bytes":64}]`],
    ['no list', '{"__proto__":[{"name":"workspace","type":"json","bytes":64}]}'],
    ['lists within lists', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['nothing in it', '[]'],
    ['a section of nothing but zeros', '[{"name":"workspace","type":"json","bytes":64}]'],
  ])('is refused with %s', async (_, table) => {
    const read = await readWorkspace(withTable(table), 'mine.papergrove');
    expect(read).toMatchObject({ ok: false, error: { code: 'workspace-damaged' } });
  });
});

it('whatever a workspace file says in its fields, what is read is whole', async () => {
  const anything = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(-1, 0.5, 1e300, n, 2 * n, '__proto__', html, [], {}, null, [[]]),
  );
  const change = fc.record({
    section: fc.constantFrom('workspace', 'user', 'making', 'topics', 'papers/0'),
    path: fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }),
    value: anything,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
      const read = await readAfter((sections) => {
        for (const { section, path, value } of changes) put(sections.get(section), path, value);
      });
      if (!read.ok) {
        expect(read.error.message).toContain('mine.papergrove');
        return;
      }
      const { corpus: whole, map: parts } = read.value;
      expect(whole.papers).toHaveLength(n);
      expect(parts.tree).toEqual(map.tree);
      expect(new Set(whole.papers.map(({ id }) => id)).size).toBe(n);
      for (const { node, medoid } of parts.topics)
        expect(node < 2 * n - 1 && medoid < n).toBe(true);
      for (const { links, year } of whole.papers) {
        for (const { url } of links) expect(url).toMatch(/^https?:\/\//iu);
        expect(year === null || (year > 1400 && year < 2200)).toBe(true);
      }
    }),
    { numRuns: cases(500) },
  );
});

/** Puts a value at a place of a section's JSON, the place given by positions among what is there. */
function put(section: SectionData | undefined, path: readonly number[], value: unknown): void {
  if (section?.type !== 'json') throw new Error('no such section');
  let holder = section.data;
  for (const [depth, position] of path.entries()) {
    if (typeof holder !== 'object' || holder === null) return;
    const keys = Object.keys(holder);
    const key = keys[position % Math.max(1, keys.length)] ?? 'more';
    const next: unknown = Reflect.get(holder, key);
    if (depth === path.length - 1 || typeof next !== 'object' || next === null)
      return void Reflect.set(holder, key, value);
    holder = next;
  }
}
