/** Runs once before the unit tests: some of them run the kernels, which are built. */
import { buildKernels } from './build-kernels.mjs';

export default async function setup(): Promise<void> {
  await buildKernels();
}
