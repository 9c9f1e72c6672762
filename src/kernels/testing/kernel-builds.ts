/** The builds of a kernel that a test runs: each on its own, not only the fastest there is. */
import v8 from 'node:v8';
import type { KernelBuilds } from '../load-kernel';

/** The builds without relaxed SIMD, and those with it where this runtime has it. */
export function buildsHere(builds: KernelBuilds): (readonly [string, KernelBuilds])[] {
  const { plain, plainShared } = builds;
  const plainOnly = { ...builds, relaxed: plain, relaxedShared: plainShared };
  return hasRelaxedSimd(builds)
    ? [
        ['plain SIMD', plainOnly],
        ['relaxed SIMD', builds],
      ]
    : [['plain SIMD', plainOnly]];
}

/** Whether the builds with relaxed SIMD run here; Node 20 can run them, but has to be told. */
export function hasRelaxedSimd({ relaxed }: KernelBuilds): boolean {
  const module = Uint8Array.from(atob(relaxed), (character) => character.charCodeAt(0));
  if (!WebAssembly.validate(module)) v8.setFlagsFromString('--experimental-wasm-relaxed-simd');
  return WebAssembly.validate(module);
}
