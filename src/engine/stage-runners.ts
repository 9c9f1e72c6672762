/** The real stages: the only place where the engine names what computes them. */
import { buildDendrogram } from '../clustering/build-dendrogram';
import { TopicLabeller } from '../clustering/labels/topic-labeller';
import { medoidsOf } from '../clustering/medoids';
import { clusterWard } from '../clustering/ward';
import { namedComposition, type BuiltInEncoder } from '../embedding/automatic';
import { lexicalEncoder } from '../embedding/lexical';
import { centreAndNormalise, concatenate } from '../embedding/vectors';
import { failure, success, type Result } from '../foundation/result';
import { alignedTo } from '../projection/align-layout';
import type { SearchPool } from '../kernels/search-job';
import { pcaLayout } from '../projection/pca';
import { umap } from '../projection/umap';
import type { MapSettings } from './map';
import type { CorpusPart, StageRunners, TextEncoderSource, VectorPlan } from './stages';

export interface RunnerParts {
  /** The pretrained lexicon's encoder. */
  readonly lexicon: Omit<CorpusPart, 'weight'>;
  /** The neural encoder a setting names (`neural` is the bundled one); null where there is none. */
  readonly neural: (name: string) => TextEncoderSource | null;
  /** Threads that share the searches of large corpora; none where memory cannot be shared. */
  readonly searchPool?: SearchPool | undefined;
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
      const pool = parts.searchPool ? { pool: parts.searchPool } : {};
      const result = await clusterWard(vectors, { ...options, ...pool, neighbours: k });
      if (!result.ok) return result;
      const { linkage, neighbours } = result.value;
      return success({ tree: buildDendrogram(linkage, vectors), neighbours });
    },
    summarise: (tree, vectors, options) => medoidsOf(tree, vectors, options),
    labeller: (sources, signal) => TopicLabeller.read(sources, signal),
    initialLayout: (vectors, like) => {
      const layout = pcaLayout(vectors);
      return like === undefined ? layout : alignedTo(layout, pcaLayout(like));
    },
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
  const corpusParts = (composition ?? []).flatMap((part): CorpusPart[] => {
    const source = corpusSources[part.encoder]?.(parts, seed);
    return source === undefined ? [] : [{ ...source, weight: part.weight }];
  });
  const neural =
    composition === null
      ? { encoder, weight: 1 }
      : composition.find((part) => part.encoder === 'neural');
  const source = neural === undefined ? null : parts.neural(neural.encoder);
  const textPart = source === null ? null : { source, weight: neural?.weight ?? 1 };
  if (corpusParts.length === 0 && textPart === null)
    return failure({
      code: 'encoder-unknown',
      message: `There is no encoder called “${encoder}”.`,
      remedy: 'Choose another encoder in the settings.',
    });
  return success({ corpusParts, textPart });
}

const corpusSources: Readonly<
  Partial<Record<BuiltInEncoder, (parts: RunnerParts, seed: number) => Omit<CorpusPart, 'weight'>>>
> = {
  lsa: (_parts, seed) => ({ encoder: lexicalEncoder(seed) }),
  lexicon: ({ lexicon }) => lexicon,
};
