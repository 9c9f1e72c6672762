/** A text as the token sequences that a model is run on, one per window. */
import type { Transformers } from './runtime';
import { balancedWindows } from './windows';

type Tokenizer = Awaited<ReturnType<Transformers['AutoTokenizer']['from_pretrained']>>;

export interface TokenWindow {
  /** Ids as the model takes them, with special tokens and prefix. */
  readonly ids: BigInt64Array;
  /** Tokens of the text itself, the window's weight in the mean. */
  readonly length: number;
}

export class TokenWindows {
  /** Special tokens before and after a text, the prefix among the former. */
  private readonly before: readonly number[];
  private readonly after: readonly number[];
  /** By token id, whether a word starts with the token. */
  private readonly startsWord: Uint8Array;

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
    this.startsWord = wordStarts(tokenizer.get_vocab());
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

  private tokens(text: string): number[] {
    return this.tokenizer.encode(text, { add_special_tokens: false });
  }
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
