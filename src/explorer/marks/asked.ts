/**
 * What the user asks for, as one value made of clauses. The clauses that choose papers combine: values
 * of one facet by "or", everything else by "and". Whose clause it is and where it was asked does not
 * matter any more here: every view shows all of them.
 */
import type { PredicateKey } from './predicates';

export interface FacetFilter {
  readonly facet: string;
  /** At least one. */
  readonly values: readonly string[];
}

/** One value of one facet, under the pointer or the cursor. */
export interface Pointed {
  readonly facet: string;
  readonly value: string;
}

/** What becomes of papers that a facet filter leaves out. */
export type LeftOut = 'dim' | 'hide' | 'recluster';

export type Clause =
  /** Words searched for. */
  | { readonly kind: 'query'; readonly text: string }
  /** Ids of papers chosen together. */
  | { readonly kind: 'chosen'; readonly papers: ReadonlySet<string> }
  /** Values of a facet, of which a paper has any; at most one such clause per facet. */
  | { readonly kind: 'facet'; readonly filter: FacetFilter }
  /** Papers of which this is true. */
  | { readonly kind: 'focus'; readonly predicate: PredicateKey }
  /** The same, but outlined among the others. */
  | { readonly kind: 'outline'; readonly predicate: PredicateKey }
  /** A value of a facet under the pointer or the cursor. */
  | { readonly kind: 'pointed'; readonly filter: FacetFilter }
  /** The leaf of the paper that is open. */
  | { readonly kind: 'selected'; readonly leaf: number }
  /** The leaf under the pointer or the cursor, and whether only it and its nearest are to stand out. */
  | { readonly kind: 'hovered'; readonly leaf: number; readonly similar: boolean };

export type ClauseOf<K extends Clause['kind']> = Extract<Clause, { readonly kind: K }>;

export interface Asked {
  readonly clauses: readonly Clause[];
  readonly leftOut: LeftOut;
}

/** The clauses that say which papers are asked for; the others mark some of them. */
export const choosing = ['query', 'chosen', 'facet', 'focus'] as const;
export type ChoosingKind = (typeof choosing)[number];

/** The clauses of one kind, in their order. */
export function clausesOf<K extends Clause['kind']>(
  clauses: readonly Clause[],
  kind: K,
): readonly ClauseOf<K>[] {
  return clauses.filter((clause): clause is ClauseOf<K> => clause.kind === kind);
}

/** The kinds of choosing clauses in which two questions differ. */
export function differences(one: Asked, other: Asked): readonly ChoosingKind[] {
  return choosing.filter(
    (kind) => asText(clausesOf(one.clauses, kind)) !== asText(clausesOf(other.clauses, kind)),
  );
}

function asText(clauses: readonly Clause[]): string {
  return JSON.stringify(clauses, (_, value: unknown) =>
    value instanceof Set ? [...value] : value,
  );
}
