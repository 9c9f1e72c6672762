/**
 * transformers.js and ONNX Runtime, set up so that nothing leaves this site: their defaults fetch
 * models from the hub and WebAssembly from a CDN. One runtime serves one worker, because ONNX
 * Runtime's WebAssembly can be started only once in each.
 */
import type * as transformers from '@huggingface/transformers';
import type { NeuralRung } from './device-status';

export type Transformers = typeof transformers;

/** Addresses of the two files that ONNX Runtime's WebAssembly consists of. */
export interface WasmFiles {
  readonly mjs: string;
  readonly wasm: string;
}

/** How the machine computes. */
export interface Device {
  readonly rung: NeuralRung;
  /** At least 1; more than 1 only on `wasm-threads`. */
  readonly threads: number;
}

/** Gives the library set up for a device; the browser's is {@link browserRuntime}. */
export type RuntimeLoader = (device: Device) => Promise<Transformers>;

/** The runtime of the page: its own copies of all files, loaded when first asked for. */
export const browserRuntime: RuntimeLoader = async (device) => {
  const [library, files] = await Promise.all([
    import('@huggingface/transformers'),
    device.rung === 'webgpu' ? webgpuFiles() : wasmFiles(),
  ]);
  configure(library, device, files);
  return library;
};

async function wasmFiles(): Promise<WasmFiles> {
  const [mjs, wasm] = await Promise.all([
    import('onnxruntime-web/ort-wasm-simd-threaded.mjs?url'),
    import('onnxruntime-web/ort-wasm-simd-threaded.wasm?url'),
  ]);
  return absolute({ mjs: mjs.default, wasm: wasm.default });
}

/** Twice as large, hence only where WebGPU is in use. */
async function webgpuFiles(): Promise<WasmFiles> {
  const [mjs, wasm] = await Promise.all([
    import('onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url'),
    import('onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url'),
  ]);
  return absolute({ mjs: mjs.default, wasm: wasm.default });
}

function absolute({ mjs, wasm }: WasmFiles): WasmFiles {
  const base = globalThis.location.href;
  return { mjs: new URL(mjs, base).href, wasm: new URL(wasm, base).href };
}

/** Points a fresh library at our files and away from everything else. */
export function configure(library: Transformers, device: Device, files: WasmFiles): void {
  const { env } = library;
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = modelRoot;
  env.useBrowserCache = false;
  env.useFS = false;
  env.useFSCache = false;
  env.logLevel = library.LogLevel.ERROR;
  env.useWasmCache = false; // it would turn scripts into blob: URLs
  env.fetch = (input) => Promise.reject(new Error(`${String(input)} is not fetched.`));
  const { wasm } = env.backends.onnx;
  if (!wasm) throw new Error('transformers.js came without its WebAssembly backend.');
  wasm.wasmPaths = files;
  wasm.numThreads = device.threads;
}

/** A made-up root that every file request begins with; see {@link serveModel}. */
const modelRoot = '/papergrove-model/';

/** Model files on their way to the library. */
export interface ServedModel {
  /** The first file that could not be opened: the library itself passes over such errors. */
  readonly failure: () => unknown;
  /** Forgets the model's files again. */
  readonly forget: () => void;
}

/** Makes the library find a model's files: every request below its folder is answered by `open`. */
export function serveModel(
  library: Transformers,
  id: string,
  open: (path: string) => Promise<Response>,
): ServedModel {
  const { env } = library;
  const folder = `${modelRoot}${id}/`;
  let failed: unknown;
  env.useCustomCache = true;
  env.customCache = {
    match: async (request: string) => {
      if (!request.startsWith(folder)) return undefined;
      try {
        return await open(request.slice(folder.length));
      } catch (thrown) {
        failed ??= thrown;
        throw thrown;
      }
    },
    put: async () => undefined,
  };
  return {
    failure: () => failed,
    forget: () => {
      env.useCustomCache = false;
      env.customCache = null;
    },
  };
}
