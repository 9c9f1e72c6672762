/** The real stages: the only place where the engine names what computes them. */
import { buildDendrogram } from '../clustering/build-dendrogram';
import { TopicLabeller } from '../clustering/labels/topic-labeller';
import { medoidsOf } from '../clustering/medoids';
import { clusterWard } from '../clustering/ward';
import { namedComposition, type BuiltInEncoder } from '../embedding/automatic';
import type { Encoder } from '../embedding/encoder';
import { lexicalEncoder } from '../embedding/lexical';
import { centreAndNormalise, concatenate } from '../embedding/vectors';
import { failure, success, type Result } from '../foundation/result';
import { pcaLayout } from '../projection/pca';
import { umap } from '../projection/umap';
import type { MapSettings } from './map';
import type { CorpusPart, StageRunners, TextEncoderSource, VectorPlan } from './stages';

export interface RunnerParts {
  /** The pretrained lexicon's encoder; loads the lexicon when it first encodes. */
  readonly lexicon: Encoder;
  /** The neural encoder a setting names: the bundled one for `neural`, else a model by its id. */
  readonly neural: (name: string) => TextEncoderSource;
}

export function stageRunners(parts: RunnerParts): StageRunners {
  return {
    plan: (settings, n) => plan(parts, settings, n),
    quickPart: { encoder: lexicalEncoder(), weight: 1 },
    compose: (rows) =>
      concatenate(
        rows.map(({ vectors, weight }) => ({ vectors: centreAndNormalise(vectors), weight })),
      ),
    cluster: async (vectors, k, options) => {
      const result = await clusterWard(vectors, { ...options, neighbours: k });
      if (!result.ok) return result;
      const { linkage, neighbours } = result.value;
      return success({ tree: buildDendrogram(linkage, vectors), neighbours });
    },
    summarise: (tree, vectors, options) => medoidsOf(tree, vectors, options),
    labeller: (sources) => new TopicLabeller(sources),
    initialLayout: pcaLayout,
    project: async (neighbours, initial, { onProgress, onPositions, ...options }) => {
      const { layout } = await umap(neighbours, initial, {
        ...options,
        onPositions: (positions, epoch, epochs) => {
          onProgress?.(epoch, epochs);
          onPositions(positions);
        },
      });
      return layout;
    },
  };
}

function plan(parts: RunnerParts, { encoder, seed }: MapSettings, n: number): Result<VectorPlan> {
  const composition = namedComposition(encoder, n);
  if (composition === null)
    return success({ corpusParts: [], textPart: { source: parts.neural(encoder), weight: 1 } });
  const corpusParts = composition.flatMap(({ encoder: name, weight }): CorpusPart[] => {
    const corpusEncoder = corpusEncoders[name]?.(parts, seed);
    return corpusEncoder === undefined ? [] : [{ encoder: corpusEncoder, weight }];
  });
  const neural = composition.find((part) => part.encoder === 'neural');
  const textPart =
    neural === undefined ? null : { source: parts.neural('neural'), weight: neural.weight };
  if (corpusParts.length === 0 && textPart === null)
    return failure({
      code: 'encoder-unknown',
      message: `There is no encoder called “${encoder}”.`,
      remedy: 'Choose another encoder in the settings.',
    });
  return success({ corpusParts, textPart });
}

const corpusEncoders: Readonly<
  Partial<Record<BuiltInEncoder, (parts: RunnerParts, seed: number) => Encoder>>
> = {
  lsa: (_parts, seed) => lexicalEncoder(seed),
  lexicon: ({ lexicon }) => lexicon,
};
