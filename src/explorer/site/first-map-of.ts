import type { Topic } from '../../clustering/topic';
import type { PaperMap } from '../../engine/map';
import type { SiteReader } from '../../site/site-reader';

/**
 * The map of a published site while only its first file is here: the tree with its topmost topics,
 * without a layout.
 *
 * @param key under which the map is known
 * @param topics the topics known so far, by node; more are put there as they come
 */
export function firstMapOf(
  { manifest, first }: Pick<SiteReader, 'manifest' | 'first'>,
  key: string,
  topics: ReadonlyMap<number, Topic>,
): PaperMap {
  const { tree } = first;
  // Until the summary is here, a topic is shown by its first paper.
  const medoids = Uint32Array.from(tree.start);
  const cohesion = new Float32Array(2 * tree.n - 1);
  for (const topic of first.topics) {
    medoids[topic.node] = topic.medoid;
    cohesion[topic.node] = topic.cohesion;
  }
  return {
    key,
    corpusId: manifest.id,
    subset: null,
    settled: true,
    tree,
    medoids,
    cohesion,
    topics,
    neighbours: { n: tree.n, k: 0, indices: new Uint32Array(0), similarities: new Float32Array(0) },
    layout: { positions: new Float32Array(2 * tree.n) },
    // Until it is fetched there is no layout to be trusted or not.
    layoutFinished: false,
    provenance: { ...manifest.making, settings: manifest.settings },
  };
}
