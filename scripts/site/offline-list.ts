/** Tells the service worker of a site which files it consists of, as the build of the page does. */
import { createHash } from 'node:crypto';
import type { SiteFolder } from './write-folder';

/** The list in the built service worker. */
const list = /\{"version":"[\da-f]{16}","shell":(\[[^\]]*\]),"later":(\[[^\]]*\])\}/u;
/** A map of more bytes is kept as far as it was looked at. */
const mostKept = 30_000_000;

/**
 * @param source of the built service worker
 * @param data paths of the files of the map with their sizes, the manifest among them
 * @throws when the built service worker is not as this expects
 */
export function withSiteFiles(
  source: string,
  folder: SiteFolder,
  data: ReadonlyMap<string, number>,
  manifest: string,
): string {
  const found = list.exec(source);
  if (!found) throw new Error('The built service worker has no list of files.');
  const there = (json = '[]'): string[] => {
    const paths: unknown = JSON.parse(json);
    return Array.isArray(paths) ? paths.filter((path) => folder.has(path)) : [];
  };
  const bytes = [...data.values()].reduce((sum, size) => sum + size, 0);
  const kept = bytes <= mostKept ? [...data.keys()].filter((path) => path !== manifest) : [];
  const shell = [...there(found[1]), manifest];
  const later = [...kept, ...there(found[2])];
  const version = createHash('sha256').update(folder.digest()).digest('hex').slice(0, 16);
  return source.replace(list, () => JSON.stringify({ version, shell, later }));
}
