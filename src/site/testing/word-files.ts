/** The index by words of some papers, in memory, with what is read of it. */
import type { Paper } from '../../corpus/paper';
import { success } from '../../foundation/result';
import type { Block, BlockEntry } from '../packed-block';
import {
  directoryBlock,
  readDirectory,
  readPlaces,
  readWords,
  WordIndexBuilder,
} from '../word-blocks';

/** @param most postings to a block */
export function wordFiles(papers: readonly Paper[], most: number) {
  const blocks: Block[] = [];
  const keep = (block: Block) => {
    blocks.push(block);
    return { bytes: blocks.length - 1, raw: 0, hash: '0'.repeat(32) };
  };
  const builder = new WordIndexBuilder();
  for (const paper of papers) builder.add(paper);
  const runs = builder.runs(most);
  const kept: { firstWord: string; postings: BlockEntry; places: BlockEntry }[] = [];
  let run = runs.next();
  for (; !run.done; run = runs.next()) {
    const { firstWord, postings, places } = run.value;
    kept.push({ firstWord, postings: keep(postings), places: keep(places) });
  }
  const written = directoryBlock({
    firstWords: kept.map(({ firstWord }) => firstWord),
    postings: kept.map(({ postings }) => postings),
    places: kept.map(({ places }) => places),
    length: run.value,
  });
  const directory = readDirectory(written, papers.length);
  const read: number[] = [];
  const blockOf = ({ bytes }: { readonly bytes: number }): Block => {
    read.push(bytes);
    return blocks[bytes] ?? { json: null, arrays: new Map() };
  };
  return {
    blocks,
    /** Numbers of the blocks that were read. */
    read,
    reader: {
      n: papers.length,
      wordDirectory: () => Promise.resolve(success(directory)),
      words: (entry: { readonly bytes: number }) =>
        Promise.resolve(success(readWords(blockOf(entry), papers.length))),
      wordPlaces: (entry: { readonly bytes: number }, postings: number) =>
        Promise.resolve(success(readPlaces(blockOf(entry), postings))),
    },
  };
}
