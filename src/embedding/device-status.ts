/** What people read about where their vectors are computed. */

/**
 * Where vectors are computed, best first: on a graphics adapter, on the processor with several
 * threads or with one, in script, or from the words of the papers alone (`lexical`); `storage` when
 * they were kept from before.
 */
export type DeviceRung = 'webgpu' | 'wasm-threads' | 'wasm' | 'script' | 'lexical' | 'storage';

/** A rung that runs an ONNX graph. */
export type NeuralRung = 'webgpu' | 'wasm-threads' | 'wasm';

export interface DeviceStatus {
  readonly rung: DeviceRung;
  /** Threads in use; 1 for single-threaded rungs. */
  readonly threads: number;
  /** One sentence for the status line: which device is in use and why. */
  readonly reason: string;
}
