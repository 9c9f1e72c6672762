/** Opens a published map by the address of its manifest. */
import { isOneFile } from '../../foundation/one-file';
import { failure, success, type Result } from '../../foundation/result';
import { SiteReader } from '../../site/site-reader';
import type { SiteOpening } from '../ports';
import { fetchInPage } from './fetch-in-page';
import { PublishedSite } from './published-site';

export interface OpenSiteParts {
  /** Address of the page. */
  readonly base: string;
  /** Asks other sites, once the user has agreed. */
  readonly fetchOutside: typeof fetch;
}

/**
 * @param url of the manifest, or of the folder it lies in, relative to the page
 * @throws the signal's reason
 */
export async function openSite(
  url: string,
  { signal, agreed, onEvent }: SiteOpening,
  { base, fetchOutside }: OpenSiteParts,
): Promise<Result<PublishedSite>> {
  const address = manifestAddress(url, base);
  if (address === null)
    return failure({
      code: 'corpus-address',
      message: `“${url}” is not an address.`,
      remedy: 'Correct the part of the page’s address after “corpus=”, or open a file instead.',
    });
  const isOutside = address.origin !== new URL(base).origin;
  if (isOutside && isOneFile)
    return failure({
      code: 'site-elsewhere',
      message: `The link leads to a map on ${address.host}, and a map that is one file asks no host.`,
      remedy: 'Open that map at its own address.',
    });
  if (isOutside && !agreed)
    return failure({
      code: 'site-elsewhere',
      message: `The link leads to a map published on ${address.host}, which this page does not contact by itself.`,
      remedy: `Agree to fetch it from there; ${address.host} then learns that you look at it.`,
    });
  const ask = isOutside ? fetchOutside : fetch;
  const opened = await SiteReader.open(address.href, {
    signal,
    fetch: isOneFile
      ? fetchInPage(base)
      : (file, { fresh, signal: stop }) =>
          ask(file, { cache: fresh ? 'reload' : 'default', ...(stop && { signal: stop }) }),
  });
  if (!opened.ok)
    return isOutside && opened.error.code === 'site-unreachable'
      ? failure({
          ...opened.error,
          remedy: `Check the connection and try again. If that does not help, ${address.host} may not allow other pages to read its files (Access-Control-Allow-Origin): open the map at its own address instead.`,
        })
      : opened;
  const reader = opened.value;
  // Its files are named by their hash, and so is the map.
  const site = new PublishedSite(reader, `site-${reader.manifest.first.hash}`, onEvent);
  return success(site);
}

function manifestAddress(url: string, base: string): URL | null {
  if (!URL.canParse(url, base)) return null;
  const address = new URL(url, base);
  if (!isOneFile && !/^https?:$/u.test(address.protocol)) return null;
  if (address.pathname.endsWith('/')) address.pathname += 'map/manifest.json';
  return address;
}
