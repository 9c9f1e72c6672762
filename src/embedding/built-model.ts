/** The bundled model's files as the build left them on disk, for scripts and tests under Node. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelLocation } from './model';
import { bundledModel } from './model';

const root = join(import.meta.dirname, '../..');

/**
 * @throws if `scripts/build-model.ts` has not been run
 */
export function builtModel(): ModelLocation {
  const files = new Map<string, Blob>();
  for (const base of [`public/models/${bundledModel.id}`, `.cache/models/${bundledModel.id}`]) {
    for (const name of readdirSync(join(root, base), { recursive: true, encoding: 'utf8' })) {
      if (/\.(json|onnx)$/.test(name)) {
        files.set(name, new Blob([readFileSync(join(root, base, name))]));
      }
    }
  }
  return { kind: 'files', files };
}
