/**
 * Queries for a model that is loaded only when somebody searches: it stays for a while, since one
 * search is seldom alone, and its memory comes back when they have stopped.
 */
import type { QueryEncoder } from '../embedding/encoder';
import type { OpenEncoder, TextEncoderSource } from './stages';

/** After so long without a search the model's worker ends. */
const idleMilliseconds = 60_000;
/** Queries remembered, so that typing back and forth embeds nothing twice. */
const mostRemembered = 100;

/** @param signal ends the model's worker at once when other vectors come */
export function modelQueries(
  source: TextEncoderSource,
  signal?: AbortSignal,
  idle = idleMilliseconds,
): QueryEncoder {
  const rows = new Map<string, Float32Array | null>();
  let opening: Promise<OpenEncoder> | undefined;
  let ending: ReturnType<typeof setTimeout> | undefined;

  async function open(): Promise<OpenEncoder> {
    const opened = await source.open(signal ?? new AbortController().signal);
    if (opened.ok) return opened.value;
    throw new Error(opened.error.message);
  }

  function end(): void {
    const ended = opening;
    opening = undefined;
    ended?.then(({ close }) => close()).catch(() => undefined); // it never started
  }

  signal?.addEventListener('abort', end, { once: true });

  return {
    async prepare(query) {
      if (rows.has(query)) return;
      clearTimeout(ending);
      opening ??= open();
      try {
        const row = await (await opening).embedQuery(query);
        const [oldest] = rows.keys();
        if (rows.size >= mostRemembered && oldest !== undefined) rows.delete(oldest);
        rows.set(query, row);
        ending = setTimeout(end, idle);
      } catch (thrown) {
        end();
        throw thrown;
      }
    },
    embed: (query) => rows.get(query) ?? null,
  };
}
