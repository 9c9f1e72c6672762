/** Runs once before the unit tests: some of them run the encoder and the kernels, which are built. */
import { buildKernels } from './build-kernels.mjs';
import { buildModel } from './model/build';

export default async function setup(): Promise<void> {
  await buildKernels();
  buildModel();
}
