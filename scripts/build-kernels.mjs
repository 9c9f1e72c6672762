// Compiles every kernel of src/kernels/assembly to WebAssembly and writes it as a TypeScript module
// (base64), so that workers, the page and Node load it alike, synchronously and without a request.
// Four builds of each: with and without relaxed SIMD, for private and for shared memory.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
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

/** Builds every kernel whose source, or this script, has changed since it was built. */
export async function buildKernels() {
  const script = await readFile(fileURLToPath(import.meta.url), 'utf8');
  await mkdir(outputs, { recursive: true });
  for (const file of (await readdir(sources)).filter((name) => name.endsWith('.ts'))) {
    const source = await readFile(join(sources, file), 'utf8');
    const stamp = createHash('sha256').update(script).update(source).digest('hex').slice(0, 16);
    const target = join(outputs, file);
    const built = await readFile(target, 'utf8').catch(() => '');
    if (!built.includes(`source ${stamp}`))
      await writeFile(target, await moduleOf(file, source, stamp));
  }
}

/** The TypeScript module that carries all builds of one kernel. */
async function moduleOf(file, source, stamp) {
  const name = basename(file, '.ts');
  const lines = [];
  for (const [build, flags] of Object.entries(builds)) {
    const wasm = await compile(file, source, [...options, ...flags]);
    lines.push(`  ${build}: '${Buffer.from(wasm).toString('base64')}',`);
    console.log(`kernel ${name} (${build}): ${wasm.length} bytes`);
  }
  return [
    `// Made by scripts/build-kernels.mjs from assembly/${file}, source ${stamp}. Not for editing.`,
    `import type { KernelBuilds } from '../load-kernel';`,
    '',
    `export const ${name}Builds: KernelBuilds = {`,
    ...lines,
    '};',
    '',
  ].join('\n');
}

async function compile(file, source, flags) {
  const asc = await import('assemblyscript/asc');
  let wasm;
  const { error, stderr } = await asc.main([file, '--outFile', 'out.wasm', ...flags], {
    readFile: (path) => (path === file ? source : null),
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
