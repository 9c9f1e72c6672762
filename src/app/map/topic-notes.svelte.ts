/** What the treemap says of its topics besides their names: what is most frequent in each. */
import { isLeaf, leavesOf } from '../../clustering/dendrogram';
import type { Explorer } from '../../explorer/explorer.svelte';
import { tellingFacets, topicNote, type TopicNote } from '../../views/treemap/topic-note';

export class TopicNotes {
  readonly #explorer: Explorer;

  constructor(explorer: Explorer) {
    this.#explorer = explorer;
  }

  /** What is known of a topic on show; null for papers. Counted when first asked for. */
  readonly of = $derived.by((): ((node: number) => TopicNote | null) => {
    const { drawnTree: tree, filters, display, papers } = this.#explorer;
    if (!tree || papers.length !== tree.n) return () => null;
    const keys = filters.facets.map(({ key }) => key);
    // What the map is coloured by comes first.
    const indices = tellingFacets(keys, display.colour).map((key) => filters.indexOf(key));
    const known = new Map<number, TopicNote>();
    return (node) => {
      if (isLeaf(tree, node)) return null;
      const note = known.get(node) ?? topicNote(indices, leavesOf(tree, node));
      known.set(node, note);
      return note;
    };
  });
}
