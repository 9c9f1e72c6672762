import type { Encoder } from '../embedding/encoder';
import { lexiconEncoder } from '../embedding/lexicon';
import { lexiconPath, loadLexicon } from '../embedding/lexicon-file';

/**
 * The pretrained lexicon's encoder without its file: named at once, so that kept vectors are found,
 * and read from `base` when it first encodes.
 *
 * @param base the address of the page's own files, ending with a slash
 * @param dimension of the vectors the shipped lexicon gives
 */
export function lexiconSource(base: string): Encoder {
  let opening: Promise<Encoder> | undefined;
  const open = async (): Promise<Encoder> => {
    const lexicon = await loadLexicon(async (path) => {
      const response = await fetch(new URL(path, base));
      if (!response.ok) throw new Error(`${path} answered ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    });
    if (!lexicon.ok) throw new Error(lexicon.error.message);
    return lexiconEncoder(lexicon.value);
  };
  return {
    fingerprint: `lexicon:${lexiconPath}`,
    scope: 'corpus',
    dimension: 384,
    encode: async (texts, options) => {
      opening ??= open().catch((thrown: unknown) => {
        opening = undefined;
        throw thrown;
      });
      return (await opening).encode(texts, options);
    },
  };
}
