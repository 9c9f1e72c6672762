import type { BroughtTree } from '../corpus/paper';
import { contentKey } from '../foundation/hash';
import type { StageCall } from './stage-recorder';
import { stageKey } from './stages';
import type { EarlierLayout } from './earlier-layout';
import type { VectorSource } from './vector-source';

/** Neighbours per paper: what UMAP wants, and enough for a list of similar papers. */
export const neighbourCount = 15;

/** The stages of one map: what each is called, counts and is kept under. */
export type SessionCalls = Readonly<
  Record<'tree' | 'summary' | 'neighbours' | 'topics' | 'layout', StageCall>
>;

export interface CallInputs {
  readonly source: VectorSource;
  /** See `SessionOptions.before`. */
  readonly before?: VectorSource;
  /** See `SessionOptions.earlier`. */
  readonly earlier?: EarlierLayout | null;
  readonly seed: number;
  readonly textsKey: string;
  /** The tree that is used instead of clustering. */
  readonly tree: BroughtTree | null;
}

/** Everything a map is made from goes into the keys, so that a kept result is never a stale one. */
export function sessionCalls({
  source,
  before,
  earlier,
  seed,
  textsKey,
  tree: brought,
}: CallInputs): SessionCalls {
  const clustering = stageKey('cluster', [neighbourCount], [source.key]);
  const tree = brought ? treeKey(brought) : contentKey('tree', clustering);
  const neighbours = contentKey('neighbours', clustering);
  const summary = stageKey('summarise', [], brought ? [tree, source.key] : [tree]);
  const carried = earlier?.names ? [earlier.names.key] : [];
  const topics = stageKey('label', [], [summary, textsKey, ...carried]);
  const layout = earlier
    ? stageKey('place', [], [neighbours, earlier.key])
    : stageKey('project', [seed], [neighbours, source.key, before?.key ?? '']);
  return {
    tree: { stage: 'cluster', key: tree, unit: 'merges' },
    summary: { stage: 'cluster', key: summary, unit: 'topics' },
    neighbours: { stage: 'cluster', key: neighbours, unit: 'papers' },
    topics: { stage: 'label', key: topics, unit: 'topics' },
    layout: { stage: 'project', key: layout, unit: 'epochs' },
  };
}

/** What the names of a map are kept under that do without some words. */
export function topicsKeyWithout(topicsKey: string, hidden: readonly string[]): string {
  return hidden.length === 0 ? topicsKey : stageKey('label', hidden, [topicsKey]);
}

function treeKey({ left, right, height }: BroughtTree): string {
  return contentKey('brought tree', left.join(), right.join(), height.join());
}
