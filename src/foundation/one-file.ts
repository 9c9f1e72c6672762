/**
 * The page as one file that is opened without a host (`scripts/single-build.mjs`): what is fetched
 * elsewhere lies in the page itself, since browsers fetch nothing beside a file that was opened.
 */

/** Whether the page was built as one file; known when it is built, so that other pages carry none of this. */
export const isOneFile = import.meta.env.MODE === 'single';

/** The type of the elements that hold files: one that no browser runs. */
export const typeOfFiles = 'application/octet-stream';

/**
 * A file that lies in the page, or null where there is none of that path.
 *
 * @param path below the page's folder, as in `map/manifest.json`
 */
export function fileInPage(path: string): Uint8Array<ArrayBuffer> | null {
  const element = elements().find(({ dataset }) => dataset['path'] === path);
  return element ? bytesIn(element.text) : null;
}

/** The files below a folder that lie in the page, by path. */
export function filesInPage(folder: string): Map<string, Uint8Array<ArrayBuffer>> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const element of elements()) {
    const path = element.dataset['path'];
    if (path?.startsWith(folder)) files.set(path, bytesIn(element.text));
  }
  return files;
}

function elements(): HTMLScriptElement[] {
  return [...document.querySelectorAll<HTMLScriptElement>(`script[type="${typeOfFiles}"]`)];
}

/** @param text base64 */
function bytesIn(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
