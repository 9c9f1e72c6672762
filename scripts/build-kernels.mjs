// Compiles every kernel of src/kernels/assembly to WebAssembly and writes it as a TypeScript module
// (base64), so that workers, the page and Node load it alike, synchronously and without a request.
// Four builds of each: with and without relaxed SIMD, for private and for shared memory. A kernel is a
// file of that folder; the folders beside it hold the parts that kernels import.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = join(root, 'src/kernels/assembly');
const outputs = join(root, 'src/kernels/generated');

const builds = {
  plain: [],
  relaxed: ['--enable', 'relaxed-simd'],
  plainShared: ['--sharedMemory', '--enable', 'threads'],
  relaxedShared: ['--sharedMemory', '--enable', 'threads', '--enable', 'relaxed-simd'],
};
const options = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--enable', 'simd'];
options.push('--initialMemory', '1', '--maximumMemory', '65536', '--use', 'abort=');

/** Builds every kernel unless neither the sources nor this script have changed since. */
export async function buildKernels() {
  const files = await readSources();
  const hash = createHash('sha256').update(await readFile(fileURLToPath(import.meta.url), 'utf8'));
  for (const [path, source] of files) hash.update(`${path}\n${source}`);
  const stamp = hash.digest('hex').slice(0, 16);
  await mkdir(outputs, { recursive: true });
  for (const file of files.keys()) {
    if (file.includes('/')) continue;
    const target = join(outputs, file);
    const built = await readFile(target, 'utf8').catch(() => '');
    if (!built.includes(`sources ${stamp}`))
      await writeFile(target, await moduleOf(file, files, stamp));
  }
}

/** Every source by its path from the folder of kernels, with forward slashes, in order. */
async function readSources() {
  const paths = (await readdir(sources, { recursive: true }))
    .filter((path) => extname(path) === '.ts')
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
  const texts = await Promise.all(paths.map((path) => readFile(join(sources, path), 'utf8')));
  return new Map(paths.map((path, at) => [path, texts[at]]));
}

/** The TypeScript module that carries all builds of one kernel. */
async function moduleOf(file, files, stamp) {
  const name = basename(file, '.ts');
  const lines = [];
  for (const [build, flags] of Object.entries(builds)) {
    const wasm = await compile(file, files, [...options, ...flags]);
    lines.push(`  ${build}: '${Buffer.from(wasm).toString('base64')}',`);
    console.log(`kernel ${name} (${build}): ${wasm.length} bytes`);
  }
  return [
    `// Made by scripts/build-kernels.mjs from assembly/${file}, sources ${stamp}. Not for editing.`,
    `import type { KernelBuilds } from '../load-kernel';`,
    '',
    `export const ${name}Builds: KernelBuilds = {`,
    ...lines,
    '};',
    '',
  ].join('\n');
}

async function compile(file, files, flags) {
  const asc = await import('assemblyscript/asc');
  let wasm;
  const { error, stderr } = await asc.main([file, '--outFile', 'out.wasm', ...flags], {
    readFile: (path) => files.get(path) ?? null,
    writeFile: (path, contents) => {
      if (path === 'out.wasm') wasm = contents;
    },
    listFiles: () => [],
  });
  if (error || !wasm) {
    throw new Error(`AssemblyScript could not compile ${file}:\n${stderr.toString()}`);
  }
  return wasm;
}

if (import.meta.filename === process.argv[1]) await buildKernels();
