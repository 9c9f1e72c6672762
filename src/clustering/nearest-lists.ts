/** Neighbours remembered per cluster. */
export const listLength = 8;

/**
 * What is known of every cluster's surroundings: its nearest clusters by squared Ward distance, up
 * to {@link listLength}, and a lower bound on the distance to every cluster not listed. The first of
 * a list is truly nearest while its distance does not exceed the bound.
 */
export class NearestLists {
  readonly ids: Int32Array;
  readonly distances: Float32Array;
  readonly count: Uint8Array;
  /** Squared Ward distance that no unlisted cluster is nearer than. */
  readonly bound: Float32Array;

  constructor(clusters: number) {
    this.ids = new Int32Array(clusters * listLength);
    this.distances = new Float32Array(clusters * listLength);
    this.count = new Uint8Array(clusters);
    this.bound = new Float32Array(clusters).fill(Infinity);
  }

  /** Empties a cluster's list and sets the bound that holds for what will not be listed. */
  clear(cluster: number, bound: number): void {
    this.count[cluster] = 0;
    this.bound[cluster] = bound;
  }

  /** Enters a cluster in order of (distance, id); what falls off the end lowers the bound. */
  insert(cluster: number, id: number, distance: number): void {
    const base = cluster * listLength;
    let at = this.count[cluster] ?? 0;
    if (at === listLength) {
      const last = base + listLength - 1;
      const lastDistance = this.distances[last] ?? Infinity;
      const stays =
        distance < lastDistance || (distance === lastDistance && id < (this.ids[last] ?? 0));
      const dropped = stays ? lastDistance : distance;
      this.bound[cluster] = Math.min(this.bound[cluster] ?? Infinity, dropped);
      if (!stays) return;
      at--;
    } else {
      this.count[cluster] = at + 1;
    }
    for (; at > 0; at--) {
      const before = this.distances[base + at - 1] ?? 0;
      const beforeId = this.ids[base + at - 1] ?? 0;
      if (before < distance || (before === distance && beforeId < id)) break;
      this.distances[base + at] = before;
      this.ids[base + at] = beforeId;
    }
    this.distances[base + at] = distance;
    this.ids[base + at] = id;
  }

  /** The nearest cluster, or -1 while only a search can tell. */
  nearest(cluster: number): number {
    if (this.count[cluster] === 0) return -1;
    const base = cluster * listLength;
    return (this.distances[base] ?? 0) <= (this.bound[cluster] ?? 0) ? (this.ids[base] ?? -1) : -1;
  }
}
