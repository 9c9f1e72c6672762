/** What a model's own files say about it, for models that no catalogue describes. */
import * as v from 'valibot';
import type { Result } from '../foundation/result';
import { failure, success } from '../foundation/result';
import { bgeQueryPrefix } from './hub-catalogue';
import { poolingFile } from './hub-download';
import type { ModelDescription, ModelSpec, Pooling } from './model';

const configSchema = v.object({
  hidden_size: v.pipe(v.number(), v.integer(), v.minValue(1)),
  max_position_embeddings: v.optional(v.number()),
});

const tokenizerConfigSchema = v.object({ model_max_length: v.optional(v.number()) });

const poolingSchema = v.object({ pooling_mode_cls_token: v.optional(v.boolean()) });

/** Longer windows cost more than they tell: attention grows with the square of their length. */
const LONGEST_WINDOW = 512;

/**
 * Describes a model by `config.json`, `tokenizer_config.json` and sentence-transformers' pooling
 * file. Without the latter token vectors are averaged, as most sentence encoders do.
 *
 * @param read gives a file of the model, or `null`
 */
export async function describeModel(
  id: string,
  revision: string,
  read: (path: string) => Promise<Blob | null>,
): Promise<Result<ModelDescription>> {
  const config = v.safeParse(configSchema, await readJson(read, 'config.json'));
  if (!config.success) {
    return failure({
      code: 'model-not-encoder',
      message: `The model ${id} does not look like a text encoder.`,
      remedy: 'Choose a sentence-embedding model with an ONNX version for transformers.js.',
      detail: config.issues.map(({ message }) => message).join('; '),
    });
  }
  const tokenizer = v.safeParse(
    tokenizerConfigSchema,
    await readJson(read, 'tokenizer_config.json'),
  );
  const pooling = v.safeParse(poolingSchema, await readJson(read, poolingFile));
  const { hidden_size, max_position_embeddings = LONGEST_WINDOW } = config.output;
  const modelMaxLength = tokenizer.success ? tokenizer.output.model_max_length : undefined;
  return success({
    id,
    revision,
    dimension: hidden_size,
    maxTokens: Math.max(
      8,
      Math.min(LONGEST_WINDOW, max_position_embeddings, modelMaxLength ?? LONGEST_WINDOW),
    ),
    pooling: poolingOf(pooling.success && pooling.output.pooling_mode_cls_token === true),
    ...prefixesOf(id),
  });
}

function poolingOf(cls: boolean): Pooling {
  return cls ? 'cls' : 'mean';
}

/**
 * The E5 family was trained with prefixes and loses much without them (Wang et al. 2022); its cards
 * ask for "query: " on every text where texts are compared or clustered.
 */
function prefixesOf(id: string): Pick<ModelSpec, 'passagePrefix' | 'queryPrefix'> {
  if (/(^|[/-])e5-/i.test(id) && !/instruct/i.test(id))
    return { passagePrefix: 'query: ', queryPrefix: 'query: ' };
  const isEnglishBge = /(^|[/-])bge-(small|base|large)-en/i.test(id);
  return { passagePrefix: '', queryPrefix: isEnglishBge ? bgeQueryPrefix : '' };
}

async function readJson(
  read: (path: string) => Promise<Blob | null>,
  path: string,
): Promise<unknown> {
  const file = await read(path);
  if (!file) return null;
  try {
    return JSON.parse(await file.text());
  } catch {
    return null; // the caller's schema then says what is missing
  }
}
