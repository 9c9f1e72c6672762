/** Whether threads may share memory here: asked once, when a worker starts, and passed down. */

/**
 * Tries it. The headers of a page promise nothing: some WebKit builds have no `SharedArrayBuffer` on
 * an isolated page although WebAssembly makes shared memory there, and where a page is not isolated
 * Chromium makes such memory and refuses to send it.
 */
export function sharesMemory(): boolean {
  const { port1, port2 } = new MessageChannel();
  try {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    if (!(memory.buffer instanceof SharedArrayBuffer)) return false;
    Atomics.add(new Int32Array(memory.buffer), 0, 1);
    port1.postMessage(memory);
    return true;
  } catch {
    return false;
  } finally {
    port1.close();
    port2.close();
  }
}
