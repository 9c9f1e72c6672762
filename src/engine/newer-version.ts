/**
 * Whether the host has a newer build than the page that is open: then the files that the page would
 * load later are gone from there, and only a reload helps.
 */
import type { Failure } from '../foundation/result';

export const newerVersion: Failure = {
  code: 'newer-version',
  message: 'A new version of Papergrove is there, and this part of the old one is gone.',
  remedy:
    'Reload the page to go on with the new version: papers, notes and what is on show are kept.',
};

/** The part of a document that says which build it is. */
export type Built = Pick<Document, 'baseURI' | 'querySelector'>;

/**
 * Compares the script that the open page began with to the one in the page that the host has now.
 *
 * @returns false where that cannot be found out
 */
export async function isSuperseded(
  page: Built | undefined = globalThis.document,
  ask: typeof fetch = fetch,
): Promise<boolean> {
  const script = page?.querySelector('script[type="module"][src]')?.getAttribute('src');
  if (page === undefined || !script) return false;
  try {
    const answer = await ask(new URL('.', page.baseURI), { cache: 'no-store' });
    if (!answer.ok) return false;
    const text = await answer.text();
    return /<script[^>]+type="module"/u.test(text) && !text.includes(script);
  } catch {
    return false;
  }
}
