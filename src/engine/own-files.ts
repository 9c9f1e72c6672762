/** The page's own files as the engine reads them: from the host, or from the page that is one file. */

/** Reads a file by its path below the page's folder; rejects where it cannot be had. */
export type ReadOwnFile = (path: string) => Promise<Uint8Array<ArrayBuffer>>;

/** Files by path that lie in the page itself. */
export type FilesInPage = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/**
 * @param base absolute URL of the page's folder, ending with a slash
 * @param inPage null where the page has a host
 */
export function ownFiles(base: string, inPage: FilesInPage | null): ReadOwnFile {
  return async (path) => {
    if (inPage) {
      const file = inPage.get(path);
      if (!file) throw new Error(`${path} is not part of this page`);
      return file;
    }
    const response = await fetch(new URL(path, base));
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
}
