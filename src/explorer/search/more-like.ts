/** Asking for papers like others, as the query language says it. */

/** Papers named at most: a query of more is no line any more. */
const mostNamed = 20;

/** The query for papers like those of these ids. */
export function queryForMoreLike(ids: readonly string[]): string {
  return ids
    .slice(0, mostNamed)
    .map((id) => `like:${/[\s"]/u.test(id) ? `"${id.replaceAll('"', '')}"` : id}`)
    .join(' ');
}
