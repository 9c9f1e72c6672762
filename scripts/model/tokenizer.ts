/**
 * The encoder's SentencePiece unigram tokeniser (Kudo 2018) in the format of Hugging Face
 * tokenizers, so that token ids equal those of the reference implementation.
 */
import type { Vocabulary } from './weights';
import { dimension, maxTokens } from './graph';

/** Ids of control symbols that the reference never matches in text. */
const reservedIds = 6;

/**
 * `tokenizer.json`. Reserved pieces are renamed to private-use characters, because otherwise a text
 * that spells `<s>` would match them.
 */
export function tokenizerJson(vocabulary: Vocabulary): unknown {
  const pieces = vocabulary.map(([piece, score], id) =>
    id > 0 && id < reservedIds ? [`\uE000reserved${id}\uE001`, score] : [piece, score],
  );
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'NFKC' },
        { type: 'Prepend', prepend: '▁' },
        { type: 'Replace', pattern: { String: ' ' }, content: '▁' },
      ],
    },
    pre_tokenizer: null,
    post_processor: null,
    decoder: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: false },
    model: { type: 'Unigram', unk_id: 0, vocab: pieces, byte_fallback: false },
  };
}

/** `tokenizer_config.json`. */
export function tokenizerConfig(): unknown {
  return {
    tokenizer_class: 'PreTrainedTokenizer',
    model_max_length: maxTokens,
    clean_up_tokenization_spaces: false,
  };
}

/**
 * `config.json`. The architecture is no BERT, but transformers.js chooses by this name how a model
 * is loaded, and an encoder with `input_ids` and `attention_mask` is loaded as BERT is.
 */
export function modelConfig(): unknown {
  return {
    model_type: 'bert',
    architectures: ['BertModel'],
    hidden_size: dimension,
    num_hidden_layers: 2,
    num_attention_heads: 4,
    max_position_embeddings: maxTokens,
  };
}
