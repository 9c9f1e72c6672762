import { afterEach, describe, expect, it, vi } from 'vitest';
import { sharesMemory } from './shared-memory';

describe('sharing memory', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it('is found where all of it works', () => {
    expect(sharesMemory()).toBe(true);
  });

  it('is not where WebAssembly makes shared memory of a kind that scripts cannot name', () => {
    vi.stubGlobal('SharedArrayBuffer', undefined);
    expect(sharesMemory()).toBe(false);
  });

  it('is not where shared memory may not be sent to a worker', () => {
    vi.spyOn(MessagePort.prototype, 'postMessage').mockImplementation(() => {
      throw new DOMException('not isolated', 'DataCloneError');
    });
    expect(sharesMemory()).toBe(false);
  });

  it('is not where atomic operations are missing', () => {
    vi.stubGlobal('Atomics', undefined);
    expect(sharesMemory()).toBe(false);
  });

  it('is not where WebAssembly knows no shared memory', () => {
    const Memory = WebAssembly.Memory;
    vi.stubGlobal('WebAssembly', {
      Memory: function (options: WebAssembly.MemoryDescriptor) {
        return new Memory({ ...options, shared: false });
      },
    });
    expect(sharesMemory()).toBe(false);
  });
});
