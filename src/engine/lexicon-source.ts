import { Background } from '../clustering/labels/background';
import type { Encoder } from '../embedding/encoder';
import { lexiconEncoder, lexiconProcedure } from '../embedding/lexicon';
import { lexiconPath, loadLexicon, type LexiconWithUses } from '../embedding/lexicon-file';
import { success, type Result } from '../foundation/result';
import type { CorpusPart } from './stages';

/** The lexicon for maps and for names. */
export interface LexiconPart extends Omit<CorpusPart, 'weight'> {
  /** What its training text says of words; null where the file cannot be had, and names go without. */
  readonly background: () => Promise<Background | null>;
}

/** Length of the vectors that the shipped lexicon gives. */
const dimension = 384;

/**
 * The pretrained lexicon's encoder without its file: named at once, so that kept results are found,
 * and fetched from `base` when it is opened or first encodes.
 *
 * @param base the address of the page's own files, ending with a slash
 */
export function lexiconSource(base: string): LexiconPart {
  let loaded: LexiconWithUses | undefined;
  let opened: Encoder | undefined;
  let background: Background | undefined;
  const load = async (): Promise<Result<LexiconWithUses>> => {
    if (loaded !== undefined) return success(loaded);
    const lexicon = await loadLexicon(async (path) => {
      const response = await fetch(new URL(path, base));
      if (!response.ok) throw new Error(`${path} answered ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    });
    if (lexicon.ok) loaded = lexicon.value;
    return lexicon;
  };
  const open = async (): Promise<Result<Encoder>> => {
    if (opened !== undefined) return success(opened);
    const lexicon = await load();
    if (!lexicon.ok) return lexicon;
    opened = lexiconEncoder(lexicon.value);
    return success(opened);
  };
  return {
    open,
    background: async () => {
      const lexicon = await load();
      if (!lexicon.ok) return null;
      return (background ??= new Background(lexicon.value));
    },
    encoder: {
      fingerprint: `lexicon:${lexiconPath}:${lexiconProcedure}`,
      scope: 'corpus',
      dimension,
      encode: async (texts, options) => {
        const encoder = await open();
        if (!encoder.ok) throw new Error(encoder.error.message);
        return encoder.value.encode(texts, options);
      },
      queries: async (texts, rows, options) => {
        const encoder = await open();
        const queries = encoder.ok ? encoder.value.queries?.(texts, rows, options) : undefined;
        if (queries === undefined)
          throw new Error(encoder.ok ? 'The lexicon embeds no queries.' : encoder.error.message);
        return queries;
      },
    },
  };
}
