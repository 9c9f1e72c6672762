/**
 * The bundled neural encoder's rows of an evaluation set. Minutes of work, so they are kept under
 * `.cache/`, batch by batch: an interrupted run goes on where it stopped.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { builtModel } from '../../src/embedding/built-model';
import type { Vectors } from '../../src/embedding/encoder';
import { bundledModel } from '../../src/embedding/model';
import { NeuralService } from '../../src/embedding/neural-service';
import { nodeRuntime } from '../../src/embedding/node-runtime';
import { contentKey } from '../../src/foundation/hash';
import type { EvaluationSet } from './corpora';

const FOLDER = join('.cache', 'eval');
const BATCH = 200;
const BYTES_PER_NUMBER = 4;

/** Papers, and what they are called while their rows are made. */
interface NamedPapers extends Pick<EvaluationSet, 'papers'> {
  readonly name: string;
  readonly part: string;
}

/** Raw (uncentred) rows of the first `count` papers of `set`, from the cache where they are. */
export async function neuralVectors(
  set: NamedPapers,
  count: number,
  log: (message: string) => void,
): Promise<Vectors> {
  const service = new NeuralService(nodeRuntime);
  const loaded = await service.load({
    model: bundledModel,
    location: builtModel(),
    device: { rung: 'wasm', threads: 1 },
  });
  if (!loaded.ok) throw new Error(loaded.error.message);
  const { dimension, fingerprint } = loaded.value;
  const key = contentKey(fingerprint, ...set.papers.flatMap((p) => [p.title, p.abstract]));
  const file = join(FOLDER, `neural-${key}.f32`);
  mkdirSync(FOLDER, { recursive: true });

  const rowBytes = dimension * BYTES_PER_NUMBER;
  let done = existsSync(file) ? Math.floor(readFileSync(file).length / rowBytes) : 0;
  if (done > 0) truncateSync(file, done * rowBytes);
  while (done < count) {
    const batch = set.papers.slice(done, Math.min(count, done + BATCH));
    const encoded = await service.encode(batch, ({ rows }) => {
      appendFileSync(file, new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength));
    });
    if (!encoded.ok) throw new Error(encoded.error.message);
    done += batch.length;
    log(`neural vectors of ${set.name} (${set.part}): ${done} of ${count}`);
  }
  await service.dispose();
  const bytes = readFileSync(file);
  const data = new Float32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + count * rowBytes),
  );
  return { n: count, d: dimension, data };
}
