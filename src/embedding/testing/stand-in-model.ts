/**
 * A model as the hub has them, for tests: it is made from the lexicon's words, because no real one
 * comes with the page. Its tokeniser is WordPiece (words of the lexicon, else single characters), its
 * graph looks vectors up and multiplies them by an identity matrix as often as a test wants it slow.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLexicon, lexiconPath } from '../lexicon-file';
import { graphPath, type ModelLocation } from '../model';
import { OnnxGraph } from '../onnx-writer';
import { wordTable, type WordTable } from '../word-sum';
import { standInModel } from './stand-in-spec';

/** TensorProto.DataType of 32-bit floats. */
const float32 = 1;
const opset = 17;
const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]'] as const;

export interface StandInOptions {
  /** Multiplications on the way, each of which changes nothing. */
  readonly layers?: number;
}

function theTable(): WordTable {
  const read = readLexicon(readFileSync(join(import.meta.dirname, '../../../public', lexiconPath)));
  if (!read.ok) throw new Error(read.error.message);
  return wordTable(read.value);
}

/** Special tokens, characters at the beginning of a word and within it, words. */
function vocabularyOf({ rows }: WordTable): string[] {
  const characters = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i));
  const pieces = [...special, ...characters, ...characters.map((one) => `##${one}`)];
  return [...new Set([...pieces, ...rows.keys()])];
}

/** Rows of the table by token; a piece that is no word gets a vector of its own. */
function codesOf(table: WordTable, vocabulary: readonly string[]): Int8Array {
  const d = table.dimension;
  const codes = new Int8Array(vocabulary.length * d);
  vocabulary.forEach((token, at) => {
    const row = table.rows.get(token);
    if (row !== undefined) codes.set(table.codes.subarray(row * d, (row + 1) * d), at * d);
    else codes[at * d + ((at * 7) % d)] = 20;
  });
  return codes;
}

function graphOf(codes: Int8Array, d: number, expanded: boolean, layers: number): Uint8Array {
  const graph = new OnnxGraph();
  const ids = graph.input('input_ids', 'int64', ['batch', 'tokens']);
  graph.input('attention_mask', 'int64', ['batch', 'tokens']);
  const rows = graph.constant(
    'table',
    [codes.length / d, d],
    expanded ? Float32Array.from(codes) : codes,
  );
  const looked = graph.node('Gather', [rows, ids], 'looked_up');
  let hidden = expanded ? looked : graph.node('Cast', [looked], 'floats', { to: float32 });
  const identity = new Float32Array(d * d);
  for (let k = 0; k < d; k++) identity[k * d + k] = 1;
  if (layers > 0) graph.constant('identity', [d, d], identity);
  for (let layer = 0; layer < layers; layer++)
    hidden = graph.node('MatMul', [hidden, 'identity'], `layer_${layer}`);
  graph.node('Identity', [hidden], 'last_hidden_state');
  graph.output('last_hidden_state', 'float32', ['batch', 'tokens', d]);
  return graph.finish('stand-in', opset);
}

function tokenizerOf(vocabulary: readonly string[]) {
  const frame = (token: '[CLS]' | '[SEP]') => ({ SpecialToken: { id: token, type_id: 0 } });
  return {
    version: '1.0',
    added_tokens: special.map((content, id) => ({
      id,
      content,
      special: true,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
    })),
    normalizer: { type: 'BertNormalizer', lowercase: true, strip_accents: null, clean_text: true },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [frame('[CLS]'), { Sequence: { id: 'A', type_id: 0 } }, frame('[SEP]')],
      pair: [frame('[CLS]'), { Sequence: { id: 'A', type_id: 0 } }, frame('[SEP]')],
      special_tokens: Object.fromEntries(
        (['[CLS]', '[SEP]'] as const).map((token) => [
          token,
          { id: token, ids: [special.indexOf(token)], tokens: [token] },
        ]),
      ),
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.map((token, id) => [token, id])),
    },
  };
}

/** Files of the model by path: tokeniser, configuration, graphs at 8 and at 32 bits. */
export function standInFiles({ layers = 0 }: StandInOptions = {}): ReadonlyMap<string, Uint8Array> {
  const table = theTable();
  const d = table.dimension;
  const vocabulary = vocabularyOf(table);
  const codes = codesOf(table, vocabulary);
  const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
  return new Map([
    [
      'config.json',
      json({ model_type: 'bert', hidden_size: d, max_position_embeddings: standInModel.maxTokens }),
    ],
    [
      'tokenizer_config.json',
      json({
        tokenizer_class: 'BertTokenizer',
        model_max_length: standInModel.maxTokens,
        do_lower_case: true,
        unk_token: '[UNK]',
        pad_token: '[PAD]',
        cls_token: '[CLS]',
        sep_token: '[SEP]',
      }),
    ],
    ['tokenizer.json', json(tokenizerOf(vocabulary))],
    [graphPath('q8'), graphOf(codes, d, false, layers)],
    [graphPath('fp32'), graphOf(codes, d, true, layers)],
  ]);
}

/** The model's files, at hand. */
export function standInLocation(options?: StandInOptions): ModelLocation {
  const files = new Map<string, Blob>();
  for (const [path, bytes] of standInFiles(options))
    files.set(path, new Blob([new Uint8Array(bytes)]));
  return { kind: 'files', files };
}
