/** What to call papers that come from files. */
import type { ImportFile } from './import-files';

/** A file's name without folder and endings. */
export function stem(name: string): string {
  return name.replace(/^.*\//u, '').replace(/(?:\.[A-Za-z0-9]{1,8})+$/u, '');
}

/** The name of a corpus read from files: the first one's. */
export function nameOf(files: readonly ImportFile[]): string {
  const [first] = files;
  if (first === undefined) return 'Papers';
  const name = stem(first.name) || first.name;
  return files.length === 1 ? name : `${name} and ${files.length - 1} more`;
}
