/** Windows of tokens, with the bundled model's tokeniser. */
import { beforeAll, describe, expect, test } from 'vitest';
import { builtModel } from './built-model';
import golden from './fixtures/encoder-golden.json';
import { bundledModel } from './model';
import { openModelFile } from './model-files';
import { nodeRuntime } from './node-runtime';
import { prepareText } from './prepare';
import { serveModel } from './runtime';
import { TokenWindows, type Tokenizer } from './token-windows';

let tokenizer: Tokenizer;

beforeAll(async () => {
  const library = await nodeRuntime({ rung: 'wasm', threads: 1 });
  const served = serveModel(library, bundledModel.id, (path) => openModelFile(builtModel(), path));
  tokenizer = await library.AutoTokenizer.from_pretrained(bundledModel.id);
  served.forget();
});

/** All ids of a text, window after window. */
const idsOf = (windows: TokenWindows, text: string) =>
  windows.of(text).flatMap(({ ids }) => Array.from(ids, Number));

describe('the tokens of a text', () => {
  const texts = [
    ...golden.texts.map(({ text }) => text),
    '▁ already marked ▁▁ and a▁b',
    'مرحبا 你好世界 😀 x'.repeat(20),
    'supercalifragilisticexpialidocious'.repeat(9),
  ].map((text) => prepareText({ title: text, abstract: '' })?.text ?? '');

  test('are those of its words, whether these were met before or not', () => {
    const windows = new TokenWindows(tokenizer, bundledModel.maxTokens, '');
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
      expect(Array.from(ids.subarray(0, prefix.length), Number)).toEqual(prefix);
      expect(ids).toHaveLength(prefix.length + length);
      expect(ids.length).toBeLessThanOrEqual(16);
    }
  });
});
