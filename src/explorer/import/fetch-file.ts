/** A whole file from an address that the user named. */
import type { ImportFile } from '../../corpus/import-files';
import { failure, messageOf, success, type Result } from '../../foundation/result';

/** Most bytes taken from an address. */
const mostBytes = 512 * 1024 * 1024;

/**
 * Fetches a whole file without credentials and without saying where the request comes from.
 *
 * @param onProgress told the bytes so far, and all bytes where the site says how many
 */
export async function fetchFile(
  url: URL,
  signal: AbortSignal,
  get: typeof fetch,
  onProgress: (bytes: number, total: number | null) => void,
): Promise<Result<ImportFile>> {
  const name = decodeURIComponent(url.pathname.split('/').at(-1) ?? '') || url.host;
  try {
    const response = await get(url, { signal, credentials: 'omit', referrerPolicy: 'no-referrer' });
    if (!response.ok) {
      return failure({
        code: 'address-refused',
        message: `${url.host} does not give out ${name} (${`${response.status} ${response.statusText}`.trim()}).`,
        remedy: 'Check the address; or download the file and drop it here.',
      });
    }
    const total = Number(response.headers.get('content-length')) || null;
    const parts: BlobPart[] = [];
    let bytes = 0;
    const reader = response.body?.getReader();
    for (;;) {
      const next = await reader?.read();
      if (next === undefined || next.done) break;
      bytes += next.value.length;
      if (bytes > mostBytes) {
        await reader?.cancel();
        return failure({
          code: 'address-too-large',
          message: `${name} is larger than this page fetches (512 MB).`,
          remedy: 'Download it and drop it here.',
        });
      }
      parts.push(next.value);
      onProgress(bytes, total);
    }
    return success({ name, blob: new Blob(parts) });
  } catch (thrown) {
    return failure({
      code: 'address-unreachable',
      message: `${name} could not be fetched from ${url.host}: the site cannot be reached, or does not allow other pages to read from it (CORS).`,
      remedy: 'Download the file from there, then drop it here.',
      detail: messageOf(thrown),
    });
  }
}
