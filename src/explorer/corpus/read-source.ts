/** Where the papers of a corpus come from: this device, the page's own files, or an address. */
import type { Corpus } from '../../corpus/paper';
import { failure, messageOf, success, type Failure, type Result } from '../../foundation/result';
import type { Engine } from '../ports';
import { bundledIds, fetchCorpus, sourceFile, type CorpusSource } from './corpus-source';

export interface ReadingParts {
  readonly library: Pick<Engine['library'], 'open'>;
  /** Address of the page, against which corpus files are looked up. */
  readonly base: string;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Reads the papers of a source.
 *
 * @returns the corpus; or `corpus-not-kept`, `corpus-elsewhere-kept`, what fetching it failed with, or
 *   `unexpected`. Who aborts looks at the signal, not at the answer.
 */
export async function readSource(
  source: Exclude<CorpusSource, { kind: 'site' }>,
  { library, base, signal, onProgress }: ReadingParts,
): Promise<Result<Corpus>> {
  if (source.kind === 'corpus') return success(source.corpus);
  if (source.kind === 'kept' && source.corpus !== undefined) return success(source.corpus);
  try {
    if (source.kind === 'kept') {
      const corpus = await library.open(source.id, { signal, onProgress });
      return corpus ? success(corpus) : failure(notKeptAnyMore(source.id));
    }
    const url = source.kind === 'bundled' ? sourceFile(source) : source.url;
    const file = await fetchCorpus(url, base, signal);
    if (file.ok) return success(file.value.corpus);
    const isOwn = source.kind === 'bundled' && !bundledIds.includes(source.id);
    if (!isOwn || file.error.code !== 'corpus-missing') return file;
    return failure({ ...elsewhere, detail: file.error.message });
  } catch (thrown) {
    return failure(unexpected(thrown));
  }
}

/** A link to papers that were opened in another browser. */
const elsewhere: Failure = {
  code: 'corpus-elsewhere-kept',
  message: 'This link leads to papers that are not in this browser.',
  remedy:
    'They are kept where they were opened, and nowhere else. Ask whoever sent the link for the ' +
    'workspace file, and open it here: you then see what the link shows.',
};

function notKeptAnyMore(id: string): Failure {
  return {
    code: 'corpus-not-kept',
    message: `The corpus “${id}” is not kept on this device.`,
    remedy: 'Open its file again.',
  };
}

/** What no one has foreseen, with what was thrown. */
export function unexpected(thrown: unknown): Failure {
  return {
    code: 'unexpected',
    message: 'Something went wrong that should not have.',
    remedy: 'Try again; if it happens once more, reload the page.',
    detail: messageOf(thrown),
  };
}
