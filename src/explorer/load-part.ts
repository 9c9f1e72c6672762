/** Code that is fetched when it is first wanted, for logic; `LaterPart` is the same for what is seen. */
import { isSuperseded, newerVersion } from '../engine/newer-version';
import { failure, messageOf, success, type Result } from '../foundation/result';

/** @param load imports the code */
export async function loadPart<T>(load: () => Promise<T>): Promise<Result<T>> {
  try {
    return success(await load());
  } catch (thrown) {
    if (await isSuperseded()) return failure(newerVersion);
    return failure({
      code: 'part-not-loaded',
      message: 'A part of the page that this needs could not be loaded.',
      remedy: 'Check the connection and try again; if that does not help, reload the page.',
      detail: messageOf(thrown),
    });
  }
}
