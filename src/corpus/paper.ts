/**
 * What a corpus is: papers as people cite them, whatever file they came from. Readers produce these,
 * everything else consumes them and never changes them.
 */

/** What a link leads to; decides its label and icon. */
export type LinkKind =
  | 'paper'
  | 'arxiv'
  | 'huggingface'
  | 'doi'
  | 'pdf'
  | 'pubmed'
  | 'openreview'
  | 'acl'
  | 'github'
  | 'code'
  | 'other';

export interface PaperLink {
  readonly kind: LinkKind;
  /** Always `http:` or `https:`; readers refuse everything else. */
  readonly url: string;
}

export interface Paper {
  /** Stable within a corpus and across reloads: DOI, arXiv id, or a hash of the normalised title. */
  readonly id: string;
  readonly title: string;
  /** Whole, as the source gives it after cleaning; empty when the source has none. */
  readonly abstract: string;
  readonly authors: readonly string[];
  readonly year: number | null;
  readonly venue: string | null;
  /** Categories or keywords; the first is the main one. */
  readonly categories: readonly string[];
  readonly doi: string | null;
  readonly arxivId: string | null;
  readonly links: readonly PaperLink[];
  /** Further columns of the source, by name, for facets and for export without loss. */
  readonly extra: Readonly<Record<string, string>>;
  /** Title and abstract exactly as the file gave them, where cleaning changed them. */
  readonly original?: {
    readonly title?: string | undefined;
    readonly abstract?: string | undefined;
  };
  /** The records it was merged from, each as it was, the first to be found first; two at least. */
  readonly copies?: readonly Copy[];
}

/** What two records of one paper share. */
export type SharedKey = 'doi' | 'arxiv' | 'title';

/** A record that was merged with others, so that it can be a paper of its own again. */
export interface Copy {
  /** Without copies itself. */
  readonly paper: Paper;
  /** Where it was found. */
  readonly file: string;
  /** Counted from 1; null where the format has no lines. */
  readonly line: number | null;
  /** What it shares with those before it; null for the first. */
  readonly by: SharedKey | null;
}

export interface Corpus {
  /** Key of the corpus in storage and in the URL. */
  readonly id: string;
  readonly name: string;
  readonly papers: readonly Paper[];
  /**
   * How many papers there were before each addition, ascending: those added later are placed into
   * the map of those before. Absent or empty where nothing was added since all were laid out together.
   */
  readonly additions?: readonly number[];
  /**
   * Vectors that came with the papers and are used instead of embedding them: one unit row per
   * paper, n×d row-major.
   */
  readonly vectors?: { readonly n: number; readonly d: number; readonly data: Float32Array };
  /** Papers of it that were kept and cannot be read any more; absent where all are here. */
  readonly unreadable?: number;
  /** A tree over all the papers that came with them and is used instead of clustering them. */
  readonly tree?: BroughtTree;
}

/**
 * The merges of a dendrogram, in the numbering of SciPy's linkage: node `i` below n is paper `i`,
 * node `n + m` is merge `m`. Each array has n-1 entries.
 */
export interface BroughtTree {
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Merge heights, never decreasing. */
  readonly height: Float32Array;
  /** Names of topics, by node. */
  readonly names: ReadonlyMap<number, string>;
  /** What the tree is from, for people: a file's name. */
  readonly source: string;
}

/** A paper with every optional field empty, to be completed by a reader. */
export function blankPaper(id: string, title: string): Paper {
  return {
    id,
    title,
    abstract: '',
    authors: [],
    year: null,
    venue: null,
    categories: [],
    doi: null,
    arxivId: null,
    links: [],
    extra: {},
  };
}

/**
 * Marks that are no part of a letter: accents and the vowel points of Arabic. The vowels of Indic
 * scripts and the voicing marks of Japanese make other words.
 */
const accents = /(?![\u3099\u309A])\p{Script=Inherited}+/gu;

/**
 * A title reduced to what two spellings of it share: compatibility forms folded, accents, case,
 * punctuation and spacing dropped. Equal results mean equal titles.
 */
export function normaliseTitle(title: string): string {
  return title
    .normalize('NFKD')
    .replaceAll(accents, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
