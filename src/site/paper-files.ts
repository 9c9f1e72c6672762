/**
 * The files of a site that hold papers and nothing of the map but its order: titles, details and the
 * index by words. They take half of the time of writing a large site, and can be made, elsewhere, while
 * the map is still being made.
 */
import { facetColumns } from '../corpus/facets';
import type { Paper } from '../corpus/paper';
import type { Pacer } from '../foundation/pacer';
import { entryOf } from './pack-queue';
import { packRaw, rawBlock, type Block, type PackedBlock } from './packed-block';
import { directoryBlock, WordIndexBuilder } from './word-blocks';
import { detailsBlock, titlesBlock } from './written-blocks';

/** Papers to a block. */
export const titlesInBlock = 1000;
export const detailsInBlock = 250;

export interface PackedPapers {
  readonly titles: readonly PackedBlock[];
  readonly details: readonly PackedBlock[];
  /** The index by words, its directory last. */
  readonly words: readonly PackedBlock[];
}

export class PaperFiles {
  readonly #titles: PackedBlock[] = [];
  readonly #details: PackedBlock[] = [];
  readonly #index = new WordIndexBuilder();

  /**
   * Takes the next {@link titlesInBlock} papers in the order of the map; fewer at the end alone.
   *
   * @param facets what `facetColumns` says of all papers
   */
  add(papers: readonly Paper[], facets: readonly string[]): void {
    this.#titles.push(packed(titlesBlock(papers, facets)));
    for (let from = 0; from < papers.length; from += detailsInBlock)
      this.#details.push(packed(detailsBlock(papers.slice(from, from + detailsInBlock))));
    for (const paper of papers) this.#index.add(paper);
  }

  /** Makes the index by words of all papers, a block to a step; to be called once. */
  *finish(): Generator<undefined, PackedPapers> {
    const postings: PackedBlock[] = [];
    const places: PackedBlock[] = [];
    const words: PackedBlock[] = [];
    const firstWords: string[] = [];
    const runs = this.#index.runs();
    let run = runs.next();
    for (; !run.done; run = runs.next()) {
      const pair = [packed(run.value.postings), packed(run.value.places)] as const;
      firstWords.push(run.value.firstWord);
      postings.push(pair[0]);
      places.push(pair[1]);
      words.push(...pair);
      yield;
    }
    words.push(
      packed(
        directoryBlock({
          firstWords,
          postings: postings.map(entryOf),
          places: places.map(entryOf),
          length: run.value,
        }),
      ),
    );
    return { titles: this.#titles, details: this.#details, words };
  }
}

/** All of it on this thread. @param pace see `createPacer` */
export async function packPapers(papers: readonly Paper[], pace: Pacer): Promise<PackedPapers> {
  const files = new PaperFiles();
  const facets = facetColumns(papers);
  for (let from = 0; from < papers.length; from += titlesInBlock) {
    await pace();
    files.add(papers.slice(from, from + titlesInBlock), facets);
  }
  const rest = files.finish();
  for (;;) {
    const { done, value } = rest.next();
    if (done) return value;
    await pace();
  }
}

function packed(block: Block): PackedBlock {
  return packRaw(rawBlock(block));
}
