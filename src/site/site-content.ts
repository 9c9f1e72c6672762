/** What a site is made of: a finished map and its papers, in the order of the map's leaves. */
import type { Dendrogram } from '../clustering/dendrogram';
import type { Neighbours } from '../clustering/neighbours';
import type { Topic } from '../clustering/topic';
import type { Paper } from '../corpus/paper';
import type { Vectors } from '../embedding/encoder';
import type { Layout } from '../projection/layout';
import type { LayoutQuality } from '../projection/quality';
import type { MakingRecord, NodeSummary } from '../storage/schema';
import type { SiteIndex, SiteView } from './manifest';

export interface SiteAbout {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  /** BCP 47. */
  readonly language: string;
  readonly view: SiteView;
}

export interface SiteContent {
  readonly about: SiteAbout;
  /** Leaf `i` of the tree is paper `i`. */
  readonly papers: readonly Paper[];
  /** Its order is that of its leaves: `order[i]` is `i`. */
  readonly tree: Dendrogram;
  readonly summary: NodeSummary;
  /** By node. */
  readonly topics: ReadonlyMap<number, Topic>;
  readonly neighbours: Neighbours;
  readonly layout: Layout;
  /** How far to trust the layout. */
  readonly quality: LayoutQuality;
  /** Whether the vectors came with the papers, so that no encoder makes them again. */
  readonly brought: boolean;
  /** Parts of the vectors with the keys they are kept under; none to publish none. */
  readonly vectors: readonly (Vectors & { readonly key: string })[];
  readonly keys: SiteIndex['keys'];
  readonly settings: { readonly seed: number; readonly encoder: string };
  readonly making: MakingRecord;
}
