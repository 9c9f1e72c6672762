/** The real stages: the only place where the engine names what computes them. */
import { buildDendrogram } from '../clustering/build-dendrogram';
import type { Background } from '../clustering/labels/background';
import { TopicLabeller } from '../clustering/labels/topic-labeller';
import { medoidsOf } from '../clustering/medoids';
import { checkMemory, memoryBudget } from '../clustering/memory-plan';
import { reduceDimension } from '../clustering/reduce-dimension';
import { clusterWard } from '../clustering/ward';
import { namedComposition, type BuiltInEncoder, type Composition } from '../embedding/automatic';
import type { ChosenModel, NamedModel } from '../embedding/chosen-model';
import { mixedWithLexicon } from '../embedding/encoder-setting';
import { lexicalEncoder } from '../embedding/lexical';
import { centreAndConcatenate } from '../embedding/vectors';
import { failure, success, type Result } from '../foundation/result';
import { alignedTo } from '../projection/align-layout';
import type { SearchPool } from '../kernels/search-job';
import { pcaLayout } from '../projection/pca';
import { umap } from '../projection/umap';
import type { MapSettings } from './map';
import { absentSource } from './absent-source';
import type { CorpusPart, StageRunners, TextEncoderSource, TextPart, VectorPlan } from './stages';

export interface RunnerParts {
  /** The pretrained lexicon's encoder. */
  readonly lexicon: Omit<CorpusPart, 'weight'> & {
    /** What a large text says of words, for names; absent or null where there is none. */
    readonly background?: () => Promise<Background | null>;
  };
  /** The neural encoder that comes with the page. */
  readonly bundled: TextEncoderSource;
  /** A model in its place, from the hub or a folder. */
  readonly chosen: (model: ChosenModel) => TextEncoderSource;
  /**
   * Threads that share the searches of one large corpus, ended with its clustering; absent where
   * memory cannot be shared.
   */
  readonly searchPool?: (() => SearchPool) | undefined;
  /** Bytes that clustering may take, 1.5 GB unless said. */
  readonly memoryBudget?: number;
}

export function stageRunners(parts: RunnerParts): StageRunners {
  const limits = {
    threads: 1 + (parts.searchPool?.().threads ?? 0),
    budget: parts.memoryBudget ?? memoryBudget,
  };
  return {
    plan: (settings, n, model) => plan(parts, settings, n, model),
    fits: (n, d, from) => checkMemory(n, d, { from, ...limits }),
    quickParts: [
      { ...parts.lexicon, weight: 1 },
      { encoder: lexicalEncoder(), weight: 1 },
    ],
    compose: centreAndConcatenate,
    reduce: reduceDimension,
    cluster: async (vectors, k, options) => {
      const pool = parts.searchPool?.();
      try {
        const result = await clusterWard(vectors, {
          ...options,
          ...(pool && { pool }),
          neighbours: k,
          memoryBudget: limits.budget,
        });
        if (!result.ok) return result;
        const { linkage, neighbours } = result.value;
        return success({ tree: buildDendrogram(linkage, vectors), neighbours });
      } finally {
        pool?.dispose();
      }
    },
    summarise: (tree, vectors, options) => medoidsOf(tree, vectors, options),
    labeller: async (sources, options) =>
      TopicLabeller.read(sources, {
        ...options,
        background: (await parts.lexicon.background?.()) ?? null,
      }),
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

function plan(
  parts: RunnerParts,
  { encoder, seed }: MapSettings,
  n: number,
  model: NamedModel | null,
): Result<VectorPlan> {
  const composition = namedComposition(encoder, n) ?? besideModel(encoder, model);
  const corpusParts = (composition ?? []).flatMap((part): CorpusPart[] => {
    const source = corpusSources[part.encoder]?.(parts, seed);
    return source === undefined ? [] : [{ ...source, weight: part.weight }];
  });
  const textPart = textPartOf(parts, namedComposition(encoder, n), model);
  if (corpusParts.length === 0 && textPart === null)
    return failure({
      code: 'encoder-unknown',
      message: `There is no encoder called “${encoder}”.`,
      remedy: 'Choose another one under “Encoder”.',
    });
  return success({ corpusParts, textPart });
}

/** What stands beside a model, if the setting wants anything there. */
function besideModel(setting: string, model: NamedModel | null): Composition | null {
  return model !== null && mixedWithLexicon(setting) ? [{ encoder: 'lexicon', weight: 1 }] : null;
}

/** What is not made of parts that come with the page is a model, if it is here. */
function textPartOf(
  parts: RunnerParts,
  composition: Composition | null,
  model: NamedModel | null,
): TextPart | null {
  if (composition === null) {
    if (model === null) return null;
    const source = model.kind === 'here' ? parts.chosen(model) : absentSource(model);
    return { source, weight: 1, forQueries: model.kind === 'here' };
  }
  const neural = composition.find(({ encoder }) => encoder === 'neural');
  if (neural === undefined) return null;
  return { source: parts.bundled, weight: neural.weight, forQueries: composition.length === 1 };
}

const corpusSources: Readonly<
  Partial<Record<BuiltInEncoder, (parts: RunnerParts, seed: number) => Omit<CorpusPart, 'weight'>>>
> = {
  lsa: (_parts, seed) => ({ encoder: lexicalEncoder(seed) }),
  lexicon: ({ lexicon }) => lexicon,
};
