/**
 * Runs two pieces of work side by side on this thread; if one fails, the other is stopped before the
 * failure is passed on, so that nothing goes on unheard.
 *
 * @param signal ends both
 * @throws what failed first
 */
export async function bothOf(signal: AbortSignal, ...works: readonly [Work, Work]): Promise<void> {
  const other = new AbortController();
  const either = AbortSignal.any([signal, other.signal]);
  let failed: { readonly reason: unknown } | undefined;
  const run = async (work: Work): Promise<void> => {
    try {
      await work(either);
    } catch (thrown) {
      failed ??= { reason: thrown };
      other.abort();
    }
  };
  await Promise.all(works.map(run));
  if (failed) throw failed.reason;
}

/** Work that a signal ends. */
export type Work = (signal: AbortSignal) => Promise<void>;
