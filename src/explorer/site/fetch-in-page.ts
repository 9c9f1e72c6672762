/** The files of a map that lies in the page itself, answered as a host would answer. */
import { fileInPage } from '../../foundation/one-file';
import type { SiteFetch } from '../../site/fetch-file';

/**
 * @param base absolute address of the page
 * @param read gives a file by its path below the page's folder; replaced in tests
 */
export function fetchInPage(base: string, read = fileInPage): SiteFetch {
  const folder = new URL('.', base).href;
  return (address) => {
    const file = address.startsWith(folder) ? read(address.slice(folder.length)) : null;
    return Promise.resolve(file ? new Response(file) : new Response(null, { status: 404 }));
  };
}
