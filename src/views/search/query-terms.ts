/** Single terms of a query, put in and taken out. */

/** Asks for papers that name their code. */
export const codeTerm = 'has:code';

/** Whether a query asks for a term by itself, as it is written. */
export function hasTerm(query: string, term: string): boolean {
  return query.split(/\s+/u).includes(term);
}

/** The query without a term that it has, or with it at its end. */
export function toggledTerm(query: string, term: string): string {
  const words = query.split(/\s+/u).filter((word) => word !== '');
  const others = words.filter((word) => word !== term);
  return (others.length < words.length ? others : [...words, term]).join(' ');
}
