/** What people read about where their vectors are computed. */

/** Where vectors are computed, best first. */
export type DeviceRung = 'webgpu' | 'wasm-threads' | 'wasm' | 'lexical';

export interface DeviceStatus {
  readonly rung: DeviceRung;
  /** Threads in use; 1 for single-threaded rungs. */
  readonly threads: number;
  /** One sentence for the status line: which device is in use and why. */
  readonly reason: string;
}
