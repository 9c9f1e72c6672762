/** What can be wrong with a site's data; the reason ends a sentence. */
export type SiteProblemKind =
  /** It could not be fetched, which may be otherwise the next time. */
  | 'unreachable'
  /** What came is not what the manifest says. */
  | 'damaged'
  /** Written by a later version. */
  | 'newer'
  /** There is nothing of a site at that address. */
  | 'no-site';

export class SiteProblem extends Error {
  constructor(
    readonly kind: SiteProblemKind,
    readonly reason: string,
  ) {
    super(reason);
    this.name = 'SiteProblem';
  }
}
