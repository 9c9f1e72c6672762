/** Windows of tokens, with the stand-in model's tokeniser. */
import { beforeAll, describe, expect, test } from 'vitest';
import { openModelFile } from './model-files';
import { nodeRuntime } from './node-runtime';
import { prepareText } from './prepare';
import { serveModel } from './runtime';
import { standInLocation } from './testing/stand-in-model';
import { standInModel } from './testing/stand-in-spec';
import { TokenWindows, type Tokenizer } from './token-windows';

let tokenizer: Tokenizer;

beforeAll(async () => {
  const library = await nodeRuntime({ rung: 'wasm', threads: 1 });
  const served = serveModel(library, standInModel.id, (path) =>
    openModelFile(standInLocation(), path),
  );
  tokenizer = await library.AutoTokenizer.from_pretrained(standInModel.id);
  served.forget();
});

/** The ids of a text without its framing, window after window. */
const idsOf = (windows: TokenWindows, text: string) =>
  windows
    .of(text)
    .flatMap(({ ids }) => Array.from(ids, Number).filter((token) => !framing.has(token)));
/** What begins and ends every window of this tokeniser. */
const framing = new Set([2, 3]);

describe('the tokens of a text', () => {
  const texts = [
    'We study graph networks, and self-supervised learning (2019).',
    'An F-measure of 0.93±0.02; see https://arxiv.org/abs/1706.03762.',
    'Größe, naïve, Ωmega and “quotes” — with dashes…',
    '▁ already marked ▁▁ and a▁b',
    'مرحبا 你好世界 😀 x'.repeat(20),
    'supercalifragilisticexpialidocious'.repeat(9),
  ].map((text) => prepareText({ title: text, abstract: '' })?.text ?? '');

  test('are those of its words, whether these were met before or not', () => {
    const windows = new TokenWindows(tokenizer, standInModel.maxTokens, '');
    for (const round of [1, 2])
      for (const text of texts)
        expect(idsOf(windows, text), `${round}: ${text}`).toEqual(
          tokenizer.encode(text, { add_special_tokens: false }),
        );
  });

  test('have the prefix before every window, which counts towards its length', () => {
    const windows = new TokenWindows(tokenizer, 16, 'query: ').of('words '.repeat(40).trim());
    const prefix = tokenizer.encode('query:', { add_special_tokens: false });
    expect(windows.length).toBeGreaterThan(2);
    for (const { ids, length } of windows) {
      expect(Array.from(ids.subarray(1, 1 + prefix.length), Number)).toEqual(prefix);
      expect(ids).toHaveLength(1 + prefix.length + length + 1);
      expect(ids.length).toBeLessThanOrEqual(16);
    }
  });
});
