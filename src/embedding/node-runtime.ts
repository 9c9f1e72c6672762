/**
 * The page's runtime under Node, for tests, benches and the evaluation: the same web build of
 * transformers.js with the same WebAssembly, on one thread. Never part of the page.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Transformers, RuntimeLoader } from './runtime';
import { configure } from './runtime';

const require = createRequire(import.meta.url);

let loading: Promise<Transformers> | undefined;

export const nodeRuntime: RuntimeLoader = async () => {
  loading ??= importWebBuild();
  const library = await loading;
  const file = (kind: string) => require.resolve(`onnxruntime-web/ort-wasm-simd-threaded.${kind}`);
  configure(
    library,
    { rung: 'wasm', threads: 1 },
    { mjs: pathToFileURL(file('mjs')).href, wasm: file('wasm') },
  );
  return library;
};

/**
 * Under Node the package gives its native build, which needs native packages that are not
 * installed; and the web build turns to them too when it recognises Node. So it must not.
 */
async function importWebBuild(): Promise<Transformers> {
  const entry = join(dirname(require.resolve('@huggingface/transformers')), 'transformers.web.js');
  const { name } = process.release;
  Object.defineProperty(process.release, 'name', { value: 'browser', configurable: true });
  try {
    return await import(/* @vite-ignore */ pathToFileURL(entry).href);
  } finally {
    Object.defineProperty(process.release, 'name', { value: name, configurable: true });
  }
}
