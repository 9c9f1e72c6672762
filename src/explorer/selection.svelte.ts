/** Which papers the user points at and has chosen; every view shows it and every view sets it. */
export class Selection {
  /** Id of the paper in the panel; null for none. An id outlives a map, an index does not. */
  paper = $state.raw<string | null>(null);
  /** Leaf under the pointer or the keyboard's cursor. */
  hovered = $state<number | null>(null);
  /** Ids of papers chosen together (a lasso, a filter); null when there is no such choice. */
  many = $state.raw<ReadonlySet<string> | null>(null);

  clear(): void {
    this.paper = null;
    this.hovered = null;
    this.many = null;
  }
}
