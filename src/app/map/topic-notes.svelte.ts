/** What the treemap says of its topics besides their names: what is most frequent in each. */
import { isLeaf, leavesOf } from '../../clustering/dendrogram';
import type { Explorer } from '../../explorer/explorer.svelte';
import { tellingFacets, topicNote, type TopicNote } from '../../views/treemap/topic-note';

/** What a dashed frame means. */
const mixedWords = 'Mixed: these papers have less in common than those of the topics beside';

export class TopicNotes {
  readonly #explorer: Explorer;

  constructor(explorer: Explorer) {
    this.#explorer = explorer;
  }

  /** What is known of a topic on show; null for papers. Counted when first asked for. */
  readonly of = $derived.by((): ((node: number) => TopicNote | null) => {
    const { drawnTree: tree, filters, display, papers, questions } = this.#explorer;
    if (!tree || papers.length !== tree.n) return () => null;
    const keys = filters.facets.map(({ key }) => key);
    // What the map is coloured by comes first.
    const indices = tellingFacets(keys, display.colour).map((key) => filters.indexOf(key));
    const known = new Map<number, TopicNote>();
    const noted = (node: number): TopicNote => {
      const note = topicNote(indices, leavesOf(tree, node));
      return questions.mixedTopics.has(node)
        ? { label: 'mixed', tip: `${mixedWords}\n${note.tip}` }
        : note;
    };
    return (node) => {
      if (isLeaf(tree, node)) return null;
      const note = known.get(node) ?? noted(node);
      known.set(node, note);
      return note;
    };
  });
}
