/**
 * Makes what the bundled encoder is compared with: token ids and vectors as the reference
 * implementation (TF.js and `@tensorflow-models/universal-sentence-encoder`) gives them, for the
 * unit tests and for the self-test of a device in the page.
 *
 *     node scripts/run.mjs scripts/make-encoder-golden.ts
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { Tokenizer } from '@tensorflow-models/universal-sentence-encoder';
import { prepareText } from '../src/embedding/prepare';
import { selfTestTexts } from '../src/embedding/self-test-texts';
import { readSource, sourceFolder } from './model/weights';

const root = join(import.meta.dirname, '..');
const goldenFile = join(root, 'src/embedding/fixtures/encoder-golden.json');
const selfTestFile = join(root, 'src/embedding/self-test-reference.json');

/**
 * Strings that tokenisers disagree about. Two kinds are left out, where the reference itself is
 * arbitrary: a text that begins with a colon (it takes a score of 0 for no score at all), and ties
 * between equal pieces in another order (the letters of IEEE).
 */
const oddTexts = [
  'a',
  'I',
  '.',
  'faces :) and :-) or :(, see: this',
  'Hello, world!',
  '<s> </s> <unk> extra_token_id_1',
  '▁ ▁▁ lower one eighth block',
  'naïve café Ångström Ünïcödé',
  'ﬁnite ﬂow ½ ² ™ Ⅳ',
  'ＦＵＬＬ　ｗｉｄｔｈ',
  'e\u0301 decomposed and é composed',
  '😀',
  '😀😀 two 👩‍👩‍👧‍👦 family 🇩🇪 flag',
  '你好，世界。机器学习',
  '深層学習による文書分類 deep learning',
  '딥러닝 기반 문서 분류',
  'التعلم العميق للنصوص',
  'למידה עמוקה של טקסטים',
  'глубокое обучение текстов',
  'गहन शिक्षण',
  'ภาษาไทยไม่มีช่องว่าง',
  '\u202Bright to left mark\u202C',
  'zero\u200Bwidth\u200Djoiners\uFEFF',
  'soft\u00ADhyphen non\u2011breaking\u00A0space',
  'α-β γδ ∑ ∫ ∂ ≤ ≥ ∞ ℝ',
  '$O(n \\log n)$ and $\\mathcal{L}_{CE}$',
  'http://arxiv.org/abs/1706.03762v5?x=1&y=2#top',
  'CamelCaseIdentifier snake_case_identifier kebab-case',
  '1234567890 3.14159 1e-6 10,000',
  'AAAI ACM SIGKDD NeurIPS',
  'supercalifragilisticexpialidocious antidisestablishmentarianism',
  "quotes ''like'' ``this'' “and” ‘that’",
  '\uFFFD replacement \uFFFD',
  '𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𝒎𝒂𝒕𝒉',
];

/** The beginnings of the default corpus, short enough for one window. */
function corpusTexts(): string[] {
  const listing = readFileSync(join(root, 'public/corpora/unsupervised-pretraining.json'), 'utf8');
  const { papers }: { papers: { title: string; abstract: string }[] } = JSON.parse(listing);
  return papers.slice(0, 30).map(({ title, abstract }) => {
    const opening = abstract.slice(0, 300 - title.length).replace(/\s+\S*$/, '');
    return prepareText({ title, abstract: opening })?.text ?? '';
  });
}

async function loadReference(): Promise<(ids: readonly number[]) => Promise<Float32Array>> {
  const folder = sourceFolder();
  const { modelTopology, weightsManifest } = JSON.parse(
    readFileSync(join(folder, 'model.json'), 'utf8'),
  );
  const [{ paths, weights }]: [{ paths: string[]; weights: tf.io.WeightsManifestEntry[] }] =
    weightsManifest;
  const bytes = Buffer.concat(paths.map((path) => readFileSync(join(folder, path))));
  const model = await loadGraphModel(
    tf.io.fromMemory({
      modelTopology,
      weightSpecs: weights,
      weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
    }),
  );
  return async (ids) => {
    const indices = tf.tensor2d(
      ids.flatMap((_, position) => [0, position]),
      [ids.length, 2],
      'int32',
    );
    const vector = await model.executeAsync({ indices, values: tf.tensor1d([...ids], 'int32') });
    if (Array.isArray(vector)) throw new Error('The reference gives one vector, not several.');
    return Float32Array.from(await vector.data());
  };
}

/** Components as 16-bit fractions of 1, little-endian: a unit vector loses less than 1e-7 cosine. */
function encodeVector(vector: Float32Array): string {
  const fractions = Int16Array.from(vector, (value) => Math.round(value * 32767));
  return Buffer.from(fractions.buffer).toString('base64');
}

const source = readSource();
const tokenizer = new Tokenizer(
  source.vocabulary.map(([piece, score]): [string, number] => [piece, score]),
);
const embed = await loadReference();
const texts = [];
for (const given of [...corpusTexts(), ...oddTexts]) {
  const text = prepareText({ title: given, abstract: '' })?.text ?? '';
  const ids = tokenizer.encode(text);
  if (ids.length > 128) throw new Error(`Longer than one window: ${text}`);
  texts.push({ text, ids, vector: encodeVector(await embed(ids)) });
}
const madeBy = `TF.js ${tf.version_core}, model-embeddings-en ${source.version}`;
mkdirSync(dirname(goldenFile), { recursive: true });
writeFileSync(
  goldenFile,
  `{"reference": "${madeBy}", "texts": [\n` +
    `${texts.map((entry) => JSON.stringify(entry)).join(',\n')}\n]}\n`,
);
const vectors = [];
for (const { title } of selfTestTexts) {
  vectors.push(encodeVector(await embed(tokenizer.encode(title))));
}
writeFileSync(selfTestFile, `${JSON.stringify({ reference: madeBy, vectors }, null, 2)}\n`);
console.log(`${texts.length} texts, ${vectors.length} self-test vectors`);
