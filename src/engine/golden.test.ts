/**
 * What each stage computes, as a hash, beside its version. It fails when one changes without the other,
 * so that no kept result of an earlier build is taken for one of this build. `npm run golden` writes the
 * hashes anew where a version was raised or an input is another.
 *
 * Inputs do not come from the stages before, so that a change of one is no change of all.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Dendrogram } from '../clustering/dendrogram';
import { Background } from '../clustering/labels/background';
import { readCorpusFile } from '../corpus/corpus-file';
import type { EncoderText, Vectors } from '../embedding/encoder';
import { lexicalEncoder } from '../embedding/lexical';
import { lexiconEncoder } from '../embedding/lexicon';
import { readLexicon } from '../embedding/lexicon-file';
import { centreAndNormalise } from '../embedding/vectors';
import { placePapers } from '../projection/place';
import { contentWords } from '../text/words';
import { FakeNeuralSource } from './testing/fake-neural-source';
import { stageRunners } from './stage-runners';
import { stageVersions, type StageName } from './stages';
import { topmostNodes } from './topic-naming';
import { subsetSource } from './vector-source';

/** Stages that make something; the others only make keys. */
type Computing = Exclude<StageName, 'texts' | 'map'>;

interface Golden {
  readonly version: string;
  readonly input: string;
  readonly output: string;
}

const path = fileURLToPath(new URL('fixtures/golden.json', import.meta.url));
const isToBeWritten = process.env['npm_lifecycle_event'] === 'golden';
const golden: Record<string, Golden> = existsSync(path)
  ? JSON.parse(readFileSync(path, 'utf8'))
  : {};

const numberArrays = [Float32Array, Float64Array, Int32Array, Uint32Array, Uint8Array];

/** Numbers are rounded to 1e-5, which is less than what machines may differ by. */
function written(value: unknown): unknown {
  if (typeof value === 'number')
    return Number.isInteger(value) ? value : Math.round(value * 1e5) / 1e5 + 0;
  if (numberArrays.some((kind) => value instanceof kind)) return Array.from(Object(value), written);
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, inner]) => [name, written(inner)]);
}

const hashOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(written(value)))
    .digest('hex')
    .slice(0, 24);

const signal = new AbortController().signal;
const lexicon = valueOf(readLexicon(readFileSync('public/lexicon/arxiv-3.bin')));
const runners = stageRunners({
  lexicon: {
    onDevice: { encoder: lexicalEncoder() },
    inScript: { encoder: lexicalEncoder() },
    background: async () => new Background(lexicon),
  },
  chosen: () => new FakeNeuralSource(),
});

const corpusFile = 'public/corpora/unsupervised-pretraining.json';
const texts: readonly EncoderText[] = valueOf(
  readCorpusFile(readFileSync(corpusFile, 'utf8'), corpusFile),
).corpus.papers.map(({ title, abstract }) => ({ title, abstract }));

/** Words of each text counted in 48 boxes: vectors that mean something and depend on no stage. */
const vectors: Vectors = boxed(48);

function boxed(d: number): Vectors {
  const data = new Float32Array(texts.length * d);
  texts.forEach(({ title, abstract }, i) => {
    for (const word of contentWords(`${title} ${abstract}`)) {
      let box = 7;
      for (const letter of word) box = (box * 31 + letter.charCodeAt(0)) % 9973;
      const at = i * d + (box % d);
      data[at] = (data[at] ?? 0) + 1;
    }
  });
  return centreAndNormalise({ n: texts.length, d, data });
}

const clustering = valueOf(await runners.cluster(vectors, 15, { signal }));
const { tree, neighbours } = clustering;
const summary = await runners.summarise(tree, vectors, { signal });
const initial = runners.initialLayout(vectors);

/** For each stage what goes in and, computed anew, what comes out. */
const stages: Record<Computing, { input: unknown; version?: string; output: () => unknown }> = {
  encode: {
    input: texts,
    version: [lexicalEncoder().fingerprint, lexiconEncoder(lexicon).fingerprint].join(' '),
    output: async () => [
      await lexicalEncoder().encode(texts),
      await lexiconEncoder(lexicon).encode(texts),
    ],
  },
  adapt: { input: [vectors, texts], output: () => runners.adapt(vectors, texts, signal) },
  compose: {
    input: vectors,
    output: () =>
      runners.compose([
        { vectors, weight: 1 },
        { vectors: boxed(20), weight: 0.5 },
      ]),
  },
  reduce: { input: vectors, output: () => runners.reduce(vectors, 12, signal) },
  subset: {
    input: vectors,
    output: () =>
      subsetSource(
        {
          key: '',
          encoder: '',
          parts: [],
          load: async () => vectors,
          release: () => undefined,
        },
        Uint32Array.of(3, 5, 8, 13, 21, 34, 55),
        runners.compose,
      ).load(),
  },
  cluster: {
    input: vectors,
    output: async () => valueOf(await runners.cluster(vectors, 15, { signal })),
  },
  summarise: {
    input: [tree, vectors],
    output: () => runners.summarise(tree, vectors, { signal }),
  },
  label: { input: [tree, summary, texts], output: () => namesIn(tree) },
  project: {
    input: [neighbours, initial],
    output: () =>
      runners.project(neighbours, initial, {
        signal,
        stop: signal,
        seed: 42,
        onPositions: () => undefined,
      }),
  },
  place: {
    input: [neighbours, initial],
    output: () => placePapers(neighbours, { positions: initial.positions.slice(0, 100) }),
  },
};

async function namesIn(of: Dendrogram): Promise<unknown> {
  const labeller = await runners.labeller({ tree: of, texts, ...summary }, { signal });
  return topmostNodes(of).map((node) => labeller.topic(node));
}

function valueOf<T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('what a stage computes', () => {
  it.each(Object.entries(stages))('%s: changes with its version only', async (name, stage) => {
    const { [name]: known } = golden;
    const versions = Object.entries(stageVersions).find(([stageName]) => stageName === name);
    const now: Golden = {
      version: [versions?.[1], stage.version ?? ''].join(' ').trim(),
      input: hashOf(stage.input),
      output: hashOf(await stage.output()),
    };
    const isAnother = known?.version !== now.version || known.input !== now.input;
    if (isToBeWritten && isAnother) {
      golden[name] = now;
      writeFileSync(path, `${JSON.stringify(golden, null, 2)}\n`);
      return;
    }
    if (!isAnother)
      expect(
        now.output,
        `The output of “${name}” changed: raise its version in src/engine/stages.ts, then npm run golden.`,
      ).toBe(known.output);
    expect(now, `The version or input of “${name}” changed: run npm run golden.`).toEqual(known);
  });
});
