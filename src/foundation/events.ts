/** Sharing a thread: long work in a worker must let messages (cancel, stop) in between two steps. */

/**
 * Resolves in a new task, after messages that wait for this thread have been delivered. A
 * `MessageChannel` is used because timers are slowed to 4 ms when nested and to 1 s in hidden tabs.
 */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
