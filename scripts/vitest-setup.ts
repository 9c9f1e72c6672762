/** Runs once before the unit tests: some of them run the bundled encoder, which is built, not kept. */
import { buildModel } from './model/build';

export default function setup(): void {
  buildModel();
}
