/** Where the vectors were computed: in plain words for the status line, by name where one asks. */
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

/** What the status line says of it; by what exactly is told where one asks how the map was made. */
export function deviceWords({ rung, threads }: DeviceStatus): string {
  switch (rung) {
    case 'webgpu':
      return 'made on the graphics card (WebGPU)';
    case 'wasm-threads':
      return `made on the processor, ${threads} threads`;
    case 'wasm':
      return 'made on the processor, 1 thread';
    case 'script':
      return 'made on the processor, in JavaScript';
    case 'lexical':
      return 'made from the words of these papers alone';
    case 'storage':
      return 'kept on this device';
  }
}
