/** The device in a few words, as the status line gives it. */
import type { DeviceStatus } from '../../engine/map';

/** "WebGPU", "WASM, 2 threads", "WASM, 1 thread", "JavaScript", "lexical vectors" or "kept from before". */
export function deviceName({ rung, threads }: DeviceStatus): string {
  switch (rung) {
    case 'webgpu':
      return 'WebGPU';
    case 'wasm-threads':
      return `WASM, ${threads} threads`;
    case 'wasm':
      return 'WASM, 1 thread';
    case 'script':
      return 'JavaScript';
    case 'lexical':
      return 'lexical vectors';
    case 'storage':
      return 'kept from before';
  }
}
