/**
 * Lets waiting messages in (a cancellation above all) between two batches of a long computation.
 * A message channel, because nested timers are held back by 4 ms each.
 *
 * @throws the signal's reason, when it has been aborted
 */
export async function breathe(signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  if (!signal) return;
  await new Promise<void>((resume) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resume();
    };
    port2.postMessage(null);
  });
  signal.throwIfAborted();
}
