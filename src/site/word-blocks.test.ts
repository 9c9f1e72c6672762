import { describe, expect, it } from 'vitest';
import type { Block } from './packed-block';
import { paperNumbered } from './testing/made-up-site';
import { wordFiles } from './testing/word-files';
import { readDirectory, readPlaces, readWords } from './word-blocks';

const papers = Array.from({ length: 30 }, (_, i) => paperNumbered(i));
const { blocks } = wordFiles(papers, 50);
const [postings = blocks[0], places = blocks[1]] = blocks;
const directory = blocks.at(-1);

function changed(
  block: Block | undefined,
  name: string,
  change: (bytes: Uint8Array) => Uint8Array,
) {
  const arrays = new Map(block?.arrays);
  const bytes = arrays.get(name);
  if (bytes instanceof Uint8Array) arrays.set(name, change(bytes));
  return { json: block?.json, arrays };
}

const harms: [string, (bytes: Uint8Array) => Uint8Array][] = [
  ['cut short', (bytes) => bytes.slice(0, -1)],
  ['with more at its end', (bytes) => Uint8Array.from([...bytes, 1])],
  ['of numbers without an end', (bytes) => bytes.map(() => 255)],
  ['empty', () => new Uint8Array(0)],
];

describe('blocks of words', () => {
  it.each(harms)('%s are refused', (_, harm) => {
    for (const name of ['counts', 'steps', 'halves'])
      expect(() => readWords(changed(postings, name, harm), papers.length)).toThrow();
    const { paperOf } = readWords(postings ?? { json: null, arrays: new Map() }, papers.length);
    expect(() => readPlaces(changed(places, 'places', harm), paperOf.length)).toThrow();
  });

  it('of other papers, out of order or without words are refused', () => {
    const { json = null, arrays = new Map() } = postings ?? {};
    expect(() => readWords({ json, arrays }, 1)).toThrow();
    expect(() => readWords({ json: ['b', 'a'], arrays }, papers.length)).toThrow();
    expect(() => readWords({ json: null, arrays }, papers.length)).toThrow();
    expect(() => readDirectory({ json: {}, arrays: new Map() }, 3)).toThrow();
    expect(directory).toBeDefined();
  });
});
