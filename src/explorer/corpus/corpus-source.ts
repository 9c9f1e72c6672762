/** Where a corpus comes from, and how one is fetched from the page's own origin. */
import { readCorpusFile, type CorpusFile } from '../../corpus/corpus-file';
import type { Corpus } from '../../corpus/paper';
import { failure, messageOf, type Result } from '../../foundation/result';

export type CorpusSource =
  /** A file under `corpora/` of the page itself, by its name without `.json`. */
  | { readonly kind: 'bundled'; readonly id: string }
  /** A corpus file at an address of the page's own origin. */
  | { readonly kind: 'address'; readonly url: string }
  /** A corpus kept on this device, by id; its papers too where the page has them already. */
  | { readonly kind: 'kept'; readonly id: string; readonly corpus?: Corpus }
  /** A published map, by the address of its manifest or its folder. */
  | { readonly kind: 'site'; readonly url: string; readonly agreed: boolean }
  /** A corpus that was just read from the user's own files. */
  | { readonly kind: 'corpus'; readonly corpus: Corpus };

const defaultId = 'unsupervised-pretraining';

/** The address of the map that the page was published with, as its HTML names it. */
const siteBeside =
  typeof document === 'undefined'
    ? null
    : document.querySelector<HTMLMetaElement>('meta[name="papergrove:site"]');

/** The corpus the page opens with. */
export const defaultSource: CorpusSource = siteBeside
  ? { kind: 'site', url: siteBeside.content, agreed: false }
  : { kind: 'bundled', id: defaultId };

/** What the corpus that the page opens with is called before it is open. */
export const defaultName = siteBeside ? document.title : 'Unsupervised pretraining';

/** Addresses that lead to a published map. */
const siteAddress = /(?:\/|(?:^|\/)manifest\.json)$/u;

/** Ids that stand for files of the page itself: no kept corpus may have them. */
export const bundledIds: readonly string[] = [defaultId];

/** What a source is called in the address; null for the default. */
export function sourceName(source: CorpusSource): string | null {
  if (isDefault(source)) return null;
  if (source.kind === 'address' || source.kind === 'site') return source.url;
  if (source.kind === 'corpus') return source.corpus.id;
  return source.id;
}

/** Whether a source is what the page opens with. */
function isDefault(source: CorpusSource): boolean {
  return source.kind === 'site'
    ? defaultSource.kind === 'site' && source.url === defaultSource.url
    : source.kind === 'bundled' && defaultSource.kind === 'bundled' && source.id === defaultId;
}

/**
 * The source that an address names.
 *
 * @param keptIds ids of the corpora kept on this device, which take precedence
 */
export function sourceNamed(name: string | null, keptIds: ReadonlySet<string>): CorpusSource {
  if (name === null) return defaultSource;
  if (keptIds.has(name)) return { kind: 'kept', id: name };
  if (siteAddress.test(name)) return { kind: 'site', url: name, agreed: false };
  if (/[/.]/u.test(name)) return { kind: 'address', url: name };
  return { kind: 'bundled', id: name };
}

/** What to call the source in a sentence while it is being read. */
export function sourceFile(source: CorpusSource): string {
  switch (source.kind) {
    case 'bundled':
      return `corpora/${source.id}.json`;
    case 'address':
    case 'site':
      return source.url;
    // Its name is not known before it is read, and its number says nothing to a reader.
    case 'kept':
      return 'the papers';
    case 'corpus':
      return source.corpus.name;
  }
}

/**
 * Fetches and reads a corpus file.
 *
 * @param url relative to `base`
 * @param base address of the page; another origin is refused, since nothing is asked of third
 * parties without the user's word
 */
export async function fetchCorpus(
  url: string,
  base: string,
  signal: AbortSignal,
): Promise<Result<CorpusFile>> {
  if (!URL.canParse(url, base)) {
    return failure({
      code: 'corpus-address',
      message: `“${url}” is not an address.`,
      remedy: 'Correct the part of the page’s address after “corpus=”, or open a file instead.',
    });
  }
  const address = new URL(url, base);
  if (address.origin !== new URL(base).origin) {
    return failure({
      code: 'corpus-elsewhere',
      message: `${url} lies on another site (${address.host}), which this page does not contact by itself.`,
      remedy: 'Download it there, then open the file here.',
    });
  }
  let response: Response;
  try {
    response = await fetch(address, { signal });
  } catch (thrown) {
    signal.throwIfAborted();
    return failure({
      code: 'corpus-unreachable',
      message: `${url} could not be fetched.`,
      remedy: 'Check the connection and try again, or open a file from this device.',
      detail: messageOf(thrown),
    });
  }
  if (!response.ok) {
    const missing = response.status === 404;
    return failure({
      code: missing ? 'corpus-missing' : 'corpus-unreachable',
      message: missing ? `${url} does not exist.` : `${url} could not be fetched.`,
      remedy: 'Try again, or open a file from this device.',
      detail: `${response.status} ${response.statusText}`.trim(),
    });
  }
  return readCorpusFile(await response.text(), url);
}
