/** A text as the token sequences that a model is run on, one per window. */
import type { Transformers } from './runtime';
import { balancedWindows } from './windows';

/** A tokeniser of transformers.js. */
export type Tokenizer = Awaited<ReturnType<Transformers['AutoTokenizer']['from_pretrained']>>;

export interface TokenWindow {
  /** Ids as the model takes them, with special tokens and prefix. */
  readonly ids: BigInt64Array;
  /** Tokens of the text itself, the window's weight in the mean. */
  readonly length: number;
}

/** Words whose tokens are remembered; a corpus has about so many that come again. */
const mostWords = 50_000;
/** Longer ones are not words that come again. */
const longestWord = 40;

export class TokenWindows {
  /** Special tokens before and after a text, the prefix among the former. */
  private readonly before: readonly number[];
  private readonly after: readonly number[];
  /** By token id, whether a word starts with the token. */
  private readonly startsWord: Uint8Array;
  /** Whether a text's tokens are those of its words. */
  private readonly byWords: boolean;
  private readonly words = new Map<string, readonly number[]>();

  /**
   * @param maxTokens of a window, everything included
   * @param prefix put before each window, e.g. `passage: `
   */
  constructor(
    private readonly tokenizer: Tokenizer,
    private readonly maxTokens: number,
    prefix: string,
  ) {
    const { before, after } = specialTokens(tokenizer);
    this.before = [...before, ...(prefix ? this.tokens(prefix.trimEnd()) : [])];
    this.after = after;
    const vocabulary = tokenizer.get_vocab();
    this.startsWord = wordStarts(vocabulary);
    this.byWords = endsAtSpaces(vocabulary);
  }

  /** At least one window unless the tokeniser finds nothing in the text. */
  of(text: string): TokenWindow[] {
    const ids = this.tokens(text);
    const room = this.maxTokens - this.before.length - this.after.length;
    const windows = balancedWindows(
      ids.map((id) => this.startsWord[id] === 1),
      room,
    );
    return windows.map(({ start, end }) => ({
      ids: BigInt64Array.from([...this.before, ...ids.slice(start, end), ...this.after], BigInt),
      length: end - start,
    }));
  }

  /** @param text single-spaced */
  private tokens(text: string): number[] {
    return this.byWords
      ? text.split(' ').flatMap((word) => this.tokensOf(word))
      : this.tokenizer.encode(text, { add_special_tokens: false });
  }

  /** Tokenising is the dearest part of the pipeline beside the model itself, and words come again. */
  private tokensOf(word: string): readonly number[] {
    const known = this.words.get(word);
    if (known) return known;
    const ids = this.tokenizer.encode(word, { add_special_tokens: false });
    if (word.length > longestWord) return ids;
    if (this.words.size >= mostWords) this.words.clear();
    this.words.set(word, ids);
    return ids;
  }
}

/**
 * Whether no token reaches over a space, as in SentencePiece vocabularies that write spaces as "▁" at
 * the start of pieces alone. A text then has the tokens of its words, one after the other.
 */
function endsAtSpaces(vocabulary: ReadonlyMap<string, number>): boolean {
  let marked = false;
  for (const piece of vocabulary.keys()) {
    if (piece.lastIndexOf('▁') > 0) return false;
    marked ||= piece.startsWith('▁');
  }
  return marked;
}

/** What the tokeniser puts around a text. */
function specialTokens(tokenizer: Tokenizer): { before: number[]; after: number[] } {
  const bare = tokenizer.encode('a', { add_special_tokens: false });
  const whole = tokenizer.encode('a');
  const at = whole.findIndex((_, start) => bare.every((id, i) => whole[start + i] === id));
  if (at < 0) return { before: [], after: [] };
  return { before: whole.slice(0, at), after: whole.slice(at + bare.length) };
}

/**
 * Marks tokens that start a word: SentencePiece writes a word's start as "▁" and byte-level BPE as
 * "Ġ", WordPiece marks what continues a word with "##".
 */
function wordStarts(vocabulary: ReadonlyMap<string, number>): Uint8Array {
  const pieces = [...vocabulary];
  const starts = new Uint8Array(pieces.reduce((most, [, id]) => Math.max(most, id + 1), 0));
  const continues = pieces.some(([piece]) => piece.startsWith('##'));
  for (const [piece, id] of pieces) {
    const begins = continues ? !piece.startsWith('##') : /^[▁Ġ]/u.test(piece);
    starts[id] = begins ? 1 : 0;
  }
  return starts;
}
