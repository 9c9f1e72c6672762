/** Tells the page around this one what its reader does on the map; see `embed/papergrove-map.ts`. */
import type { Listening, MapNews, Ready } from '../embed/messages';
import type { Explorer } from '../explorer/explorer.svelte';

/** Call it once, where this page may be inside another. */
export function tellOuterPage(explorer: Explorer): void {
  const { parent } = window;
  if (parent === window) return;
  let port = $state.raw<MessagePort | null>(null);
  addEventListener('message', ({ source, data, ports }: MessageEvent<unknown>) => {
    if (source === parent && isListening(data)) port = ports[0] ?? null;
  });
  const tell = (news: MapNews): void => port?.postMessage(news);
  const paperOf = (leaf: number | null) => {
    const paper = leaf === null ? undefined : explorer.papers[leaf];
    return paper ? { id: paper.id, title: paper.title } : null;
  };
  $effect.root(() => {
    $effect(() => {
      const { tree, root } = explorer;
      if (!port || !tree) return;
      tell({
        kind: 'zoom',
        detail: { topic: root, name: explorer.nameOf(root), papers: tree.size[root] ?? 0 },
      });
    });
    const selected = $derived(paperOf(explorer.selected));
    const hovered = $derived(paperOf(explorer.selection.hovered));
    let before = { select: '', hover: '' };
    $effect(() => {
      for (const [kind, detail] of [
        ['select', selected],
        ['hover', hovered],
      ] as const) {
        const id = detail?.id ?? '';
        if (!port || id === before[kind]) continue;
        before = { ...before, [kind]: id };
        tell({ kind, detail });
      }
    });
  });
  // Says nothing but that it is here: whoever is around may be anybody.
  const ready: Ready = { papergrove: 'ready' };
  parent.postMessage(ready, '*');
}

function isListening(data: unknown): data is Listening {
  return (
    typeof data === 'object' &&
    data !== null &&
    'papergrove' in data &&
    data.papergrove === 'listening'
  );
}
