/** The real stages: the only place where the engine names what computes them. */
import { buildDendrogram } from '../clustering/build-dendrogram';
import type { Background } from '../clustering/labels/background';
import { TopicLabeller } from '../clustering/labels/topic-labeller';
import { medoidsOf } from '../clustering/medoids';
import { checkMemory, memoryBudget } from '../clustering/memory-plan';
import { reduceDimension } from '../clustering/reduce-dimension';
import { clusterWard } from '../clustering/ward';
import { adaptedToCorpus } from '../embedding/adapt-rows';
import { namedComposition, type BuiltInEncoder, type Composition } from '../embedding/automatic';
import type { ChosenModel, NamedModel } from '../embedding/chosen-model';
import { mixedWithLexicon } from '../embedding/encoder-setting';
import { lexicalEncoder } from '../embedding/lexical';
import { centreAndConcatenate } from '../embedding/vectors';
import { failure, success, type Result } from '../foundation/result';
import { alignedTo } from '../projection/align-layout';
import type { SearchPool } from '../kernels/search-job';
import { SearchPoolFailure } from '../kernels/worker-search-pool';
import { pcaLayout } from '../projection/pca';
import { umap } from '../projection/umap';
import type { MapSettings } from './map';
import { absentSource } from './absent-source';
import type { CorpusPart, StageRunners, TextEncoderSource, TextPart, VectorPlan } from './stages';

export interface RunnerParts {
  /** The pretrained lexicon's encoder, computed on a device or in script. */
  readonly lexicon: Readonly<Record<'onDevice' | 'inScript', Omit<CorpusPart, 'weight'>>> & {
    /** What a large text says of words, for names; absent or null where there is none. */
    readonly background?: () => Promise<Background | null>;
  };
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
      { ...parts.lexicon.inScript, weight: 1 },
      { encoder: lexicalEncoder(), weight: 1 },
    ],
    adapt: adaptedToCorpus,
    compose: centreAndConcatenate,
    reduce: reduceDimension,
    cluster: async (vectors, k, options) => {
      const pool = parts.searchPool?.();
      const wanted = { ...options, neighbours: k, memoryBudget: limits.budget };
      try {
        const result = await clusterWard(vectors, { ...wanted, ...(pool && { pool }) }).catch(
          (thrown: unknown) => {
            if (!(thrown instanceof SearchPoolFailure)) throw thrown;
            // From the start, in memory of its own: a thread that is just ending may still write.
            console.warn('Clustering goes on with one thread:', thrown);
            return clusterWard(vectors, wanted);
          },
        );
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

/** Above this many papers script is sooner done than texts are carried to a device. */
const mostOnDevice = 1000;

function plan(
  { lexicon, chosen }: RunnerParts,
  { encoder, seed }: MapSettings,
  n: number,
  model: NamedModel | null,
): Result<VectorPlan> {
  const own = namedComposition(encoder);
  // Beside a model, which has the device to itself, the lexicon is summed in script.
  const lexiconHere = model === null && n <= mostOnDevice ? lexicon.onDevice : lexicon.inScript;
  const sources: Readonly<Record<BuiltInEncoder, Omit<CorpusPart, 'weight'>>> = {
    lsa: { encoder: lexicalEncoder(seed) },
    lexicon: lexiconHere,
  };
  const corpusParts = (own ?? besideModel(encoder, model)).map((part): CorpusPart => ({
    ...sources[part.encoder],
    weight: part.weight,
  }));
  const textPart = own === null && model !== null ? textPartOf(chosen, model) : null;
  if (corpusParts.length === 0 && textPart === null)
    return failure({
      code: 'encoder-unknown',
      message: `There is no encoder called “${encoder}”.`,
      remedy: 'Choose another one under “Encoder”.',
    });
  return success({ corpusParts, textPart });
}

/** What stands beside a model, if the setting wants anything there. */
function besideModel(setting: string, model: NamedModel | null): Composition {
  return model !== null && mixedWithLexicon(setting) ? [{ encoder: 'lexicon', weight: 1 }] : [];
}

function textPartOf(chosen: RunnerParts['chosen'], model: NamedModel): TextPart {
  const source = model.kind === 'here' ? chosen(model) : absentSource(model);
  return { source, weight: 1, forQueries: model.kind === 'here' };
}
