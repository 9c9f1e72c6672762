/**
 * Reads a model's files for transformers.js. The library never fetches by itself: whatever it asks
 * for is answered from a {@link ModelLocation}, so that no file comes from anywhere else and none is
 * taken for what it is not.
 */
import type { ModelLocation } from './model';

/** A model file that is missing or is not what it should be. */
export class ModelFileError extends Error {
  constructor(
    readonly path: string,
    readonly reason: 'missing' | 'html' | 'unreachable',
    readonly detail: string,
  ) {
    super(`${path}: ${detail}`);
    this.name = 'ModelFileError';
  }
}

/**
 * The file at `path` inside the model.
 *
 * @throws {ModelFileError} when it is absent, unreachable, or a web page in disguise
 */
export async function openModelFile(
  location: ModelLocation,
  path: string,
  fetcher: typeof fetch = fetch,
): Promise<Response> {
  if (location.kind === 'files') {
    const file = location.files.get(path);
    if (!file) throw new ModelFileError(path, 'missing', 'not among the files of the model');
    return new Response(file);
  }
  const url = new URL(path, location.url);
  let response: Response;
  try {
    response = await fetcher(url);
  } catch (thrown) {
    throw new ModelFileError(path, 'unreachable', `${url.href} could not be reached: ${thrown}`);
  }
  if (!response.ok) {
    throw new ModelFileError(path, 'missing', `${url.href} answered ${response.status}`);
  }
  if (isHtml(response.headers.get('content-type'))) {
    // Hosts that answer every unknown address with their start page do so with status 200.
    throw new ModelFileError(path, 'html', `${url.href} answered with a web page`);
  }
  return response;
}

/** Whether a content type is that of a web page, which no model file ever is. */
export function isHtml(contentType: string | null): boolean {
  return /^\s*(text\/html|application\/xhtml\+xml)\b/i.test(contentType ?? '');
}
