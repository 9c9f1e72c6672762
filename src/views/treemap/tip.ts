/** What the tip beside the pointer says, of a paper or of a topic. */
import type { Dendrogram } from '../../clustering/dendrogram';
import type { PaperText } from './detail';
import type { Hit } from './hit';
import type { TreemapLayout } from './layout';

export interface Tip {
  /** Empty where it can be read on the map. */
  readonly title: string;
  /** Lines below the title, none of them empty. */
  readonly notes: readonly string[];
}

export interface TipInput {
  readonly tree: Dendrogram;
  readonly layout: TreemapLayout;
  readonly nameOf: (node: number) => string;
  readonly textOf: (paper: number) => PaperText;
  /** Lines on a topic: what is most frequent in it, and whether it is mixed; empty for nothing. */
  readonly factsOf: (node: number) => string;
  /** Whether a click on the outermost frame leads back. */
  readonly canGoBack: boolean;
}

/** The tip for what is pointed at; null where it would only repeat what is written there. */
export function tipFor(hit: Hit, input: TipInput): Tip | null {
  const { tree, layout, nameOf, textOf, factsOf, canGoBack } = input;
  if (hit.kind === 'paper') {
    const { title, byline, hasCode = false } = textOf(hit.paper);
    const written = layout.texts.get(hit.item);
    const isTitled = written !== undefined && written.title.at(-1)?.endsWith('…') !== true;
    const notes = [
      byline !== '' && (written?.byline.length ?? 0) === 0 ? byline : '',
      hasCode && written?.hasCode !== true ? 'With code' : '',
    ].filter((note) => note !== '');
    if (isTitled && notes.length === 0) return null;
    return { title: isTitled ? '' : title, notes };
  }
  const frame = layout.frames[hit.frame];
  if (frame === undefined) return null;
  const size = tree.size[frame.node] ?? 0;
  const name = nameOf(frame.node);
  const isNamed = frame.header?.lines.join(' ') === name;
  const counts = [`${size.toLocaleString('en')} ${size === 1 ? 'paper' : 'papers'}`];
  if (frame.hidden > 0) counts.push(`${(size - frame.hidden).toLocaleString('en')} shown`);
  if (frame.merged > 1) counts.push(`${frame.merged} topics that need more room`);
  const action = hit.frame > 0 ? 'Click to zoom in' : canGoBack ? 'Click to go back' : '';
  return {
    title: isNamed ? '' : name,
    notes: [counts.join(' · '), ...factsOf(frame.node).split('\n'), action].filter(
      (note) => note !== '',
    ),
  };
}
