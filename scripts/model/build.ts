/**
 * Puts the bundled encoder's files together and writes them. Equal sources give equal bytes. The
 * page gets the two small graphs; the float32 graph, which tests compare with, stays outside it.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildGraph } from './graph';
import { modelConfig, tokenizerConfig, tokenizerJson } from './tokenizer';
import { readSource, sourceFolder } from './weights';

const root = join(import.meta.dirname, '../..');

/** The folder served to the page. Its name is versioned, because browsers keep it for long. */
const served = 'public/models/use-lite-1';
/** The float32 graph, for tests only. */
const reference = '.cache/models/use-lite-1';
const stamp = '.cache/models/use-lite-1.stamp';

const sha256 = (...parts: readonly (Uint8Array | string)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** Names everything the files are made from: the source package and these scripts. */
function sourcesHash(): string {
  const scripts = readdirSync(join(root, 'scripts/model')).filter((file) => file.endsWith('.ts'));
  return sha256(
    ...scripts.sort().map((file) => readFileSync(join(root, 'scripts/model', file))),
    readFileSync(join(sourceFolder(), '..', 'package.json')),
  );
}

/** Path (from the repository's root) and content of every file. */
function files(): ReadonlyMap<string, Uint8Array | string> {
  const source = readSource();
  return new Map<string, Uint8Array | string>([
    [`${served}/config.json`, JSON.stringify(modelConfig(), null, 1)],
    [`${served}/tokenizer_config.json`, JSON.stringify(tokenizerConfig(), null, 1)],
    [`${served}/tokenizer.json`, JSON.stringify(tokenizerJson(source.vocabulary))],
    [`${served}/onnx/model_quantized.onnx`, buildGraph(source, 'int8-dynamic')],
    [`${served}/onnx/model_int8.onnx`, buildGraph(source, 'int8-weights')],
    [`${served}/LICENSE`, readFileSync(join(sourceFolder(), '..', 'LICENSE'))],
    [`${reference}/onnx/model.onnx`, buildGraph(source, 'float32')],
  ]);
}

/** One line per file, as it was written, after the hash of what it was made from. */
function isCurrent(sources: string): boolean {
  const path = join(root, stamp);
  if (!existsSync(path)) return false;
  const [first, ...files] = readFileSync(path, 'utf8').trim().split('\n');
  return (
    first === sources &&
    files.every((line) => {
      const [hash = '', file = ''] = line.split('  ');
      return existsSync(join(root, file)) && sha256(readFileSync(join(root, file))) === hash;
    })
  );
}

/**
 * Writes the files unless they are up to date.
 *
 * @returns path and length of what was written
 */
export function buildModel(): ReadonlyMap<string, number> {
  const sources = sourcesHash();
  const written = new Map<string, number>();
  if (isCurrent(sources)) return written;
  const lines = [sources];
  for (const [file, content] of files()) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
    lines.push(`${sha256(content)}  ${file}`);
    written.set(file, content.length);
  }
  writeFileSync(join(root, stamp), `${lines.join('\n')}\n`);
  return written;
}
