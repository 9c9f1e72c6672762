/** The index by words of some papers, in memory, with what is read of it. */
import type { Paper } from '../../corpus/paper';
import { success } from '../../foundation/result';
import type { Block } from '../packed-block';
import { readDirectory, readPlaces, readWords, writeWords } from '../word-blocks';

/** @param most postings to a block */
export function wordFiles(papers: readonly Paper[], most: number) {
  const blocks: Block[] = [];
  const words = writeWords(
    papers,
    (block) => {
      blocks.push(block);
      return { bytes: blocks.length - 1, raw: 0, hash: '0'.repeat(32) };
    },
    most,
  );
  let step = words.next();
  while (!step.done) step = words.next();
  const directory = readDirectory(step.value, papers.length);
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
