/** Which work is disturbed, by what, and when: drawn from seeds, so that each can be repeated. */
import { seededRandom } from '../../../src/foundation/random';

export const works = ['import', 'embedding', 'clustering', 'layout', 'editing', 'adding'] as const;
export type Work = (typeof works)[number];

export const faults = [
  'worker-killed',
  'worker-throws',
  'tab-killed',
  'browser-killed',
  'disk-full',
  'record-spoilt',
  'offline',
  'no-wasm',
  'silent-wasm',
] as const;
export type Fault = (typeof faults)[number];

export interface Moment {
  readonly seed: number;
  readonly work: Work;
  readonly fault: Fault;
  /** How far into the work, of its usual length: 0 to 1. */
  readonly at: number;
  /** Whether the service worker may keep the page. */
  readonly keptOffline: boolean;
}

/** The moment of a seed: seeds one after the other go through works and faults in turn. */
export function momentOf(seed: number): Moment {
  const random = seededRandom(seed);
  return {
    seed,
    work: works[seed % works.length] ?? 'import',
    // After 18 seeds every pair of one remainder has come; the shift brings the next.
    fault: faults[(seed + Math.floor(seed / 18)) % faults.length] ?? 'tab-killed',
    at: random(),
    keptOffline: random() < 0.5,
  };
}
