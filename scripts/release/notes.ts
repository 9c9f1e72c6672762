/**
 * What a changelog in the form of Keep a Changelog says of one version.
 *
 * @param changelog Markdown with a heading `## [VERSION] - DATE` for each version
 * @returns the text below that heading without blank ends; null where there is none, or no text
 */
export function releaseNotes(changelog: string, version: string): string | null {
  const lines = changelog.split('\n');
  const isVersion = (line: string): boolean => /^## /u.test(line);
  const from = lines.findIndex(
    (line) => isVersion(line) && line.replaceAll(/[[\]]/gu, '').split(/\s+/u)[1] === version,
  );
  if (from < 0) return null;
  const length = lines
    .slice(from + 1)
    .findIndex((line) => isVersion(line) || /^\[[^\]]+\]: /u.test(line));
  const own = lines.slice(from + 1, length < 0 ? undefined : from + 1 + length);
  return own.join('\n').trim() || null;
}
