/** What people read about where their vectors are computed. */

/**
 * Where vectors are computed, best first: on a graphics adapter, on the processor with several
 * threads or with one, or without any neural model; `storage` when they were kept from before.
 */
export type DeviceRung = 'webgpu' | 'wasm-threads' | 'wasm' | 'lexical' | 'storage';

/** A rung that runs a neural model. */
export type NeuralRung = Exclude<DeviceRung, 'lexical' | 'storage'>;

export interface DeviceStatus {
  readonly rung: DeviceRung;
  /** Threads in use; 1 for single-threaded rungs. */
  readonly threads: number;
  /** One sentence for the status line: which device is in use and why. */
  readonly reason: string;
}
