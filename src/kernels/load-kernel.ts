/**
 * The inner loops of the product, as WebAssembly. Sources in `assembly/` (AssemblyScript) are
 * compiled by `scripts/build-kernels.mjs` into `generated/*.ts`, a few kilobytes each; this file
 * picks the build that the machine can run and the memory needs, and each kernel has a typed loader
 * beside this file. Kernels own no memory: callers lay theirs out in an {@link Arena} and pass
 * addresses. Loading is synchronous and makes no request, in a worker and in Node alike.
 */

/** Base64 of each build: with or without relaxed SIMD, for private or for shared memory. */
export interface KernelBuilds {
  readonly plain: string;
  readonly relaxed: string;
  readonly plainShared: string;
  readonly relaxedShared: string;
}

/** A function of a kernel: addresses, counts and floats in, a number (or nothing) out. */
export type KernelFunction = (...args: number[]) => number;

/** Whether a memory may be seen by several threads. */
export function isShared(memory: WebAssembly.Memory): boolean {
  // Some WebKit builds make shared memory without a global name for its kind.
  return !(memory.buffer instanceof ArrayBuffer);
}

/**
 * Instantiates the fastest build this machine runs on `memory`.
 *
 * @returns a look-up of the kernel's functions by name, which throws for a name it does not have
 */
export function loadKernel(
  builds: KernelBuilds,
  memory: WebAssembly.Memory,
): (name: string) => KernelFunction {
  const shared = isShared(memory);
  const relaxed = decode(shared ? builds.relaxedShared : builds.relaxed);
  const module = new WebAssembly.Module(
    WebAssembly.validate(relaxed) ? relaxed : decode(shared ? builds.plainShared : builds.plain),
  );
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  return (name) => {
    const found: unknown = instance.exports[name];
    if (!isKernelFunction(found)) throw new Error(`The kernel has no function "${name}".`);
    return found;
  };
}

function isKernelFunction(value: unknown): value is KernelFunction {
  return typeof value === 'function';
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
