/** Writes page and data into a folder: what is there already stays, what is of no use any more goes. */
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Says which files of a folder are ours, so that a rebuild removes those and no other. */
const listName = '.papergrove-files.json';
/** The files of a build that is under way, a line each: one that is stopped leaves none that nobody knows. */
const openListName = '.papergrove-files.open';

export class SiteFolder {
  readonly #folder: string;
  readonly #before: ReadonlySet<string>;
  readonly #written = new Set<string>();
  readonly #digest = createHash('sha256');
  bytes = 0;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    this.#before = new Set([...listIn(folder), ...openListIn(folder)]);
  }

  /** Whether something is in the folder that no build of a site put there. */
  get isStrangers(): boolean {
    return this.#before.size === 0 && readdirSync(this.#folder).length > 0;
  }

  write(path: string, data: string | Uint8Array): void {
    const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
    const whole = join(this.#folder, path);
    this.#note(path, bytes);
    appendFileSync(join(this.#folder, openListName), `${path}\n`);
    if (existsSync(whole) && readFileSync(whole).equals(bytes)) return;
    mkdirSync(dirname(whole), { recursive: true });
    // Whoever looks at the site while it is written sees the old file or the new one.
    writeFileSync(`${whole}.part`, bytes);
    renameSync(`${whole}.part`, whole);
  }

  copy(from: string, path: string): void {
    this.write(path, readFileSync(from));
  }

  /** Whether this build has written a file. */
  has(path: string): boolean {
    return this.#written.has(path);
  }

  /** Changes with any of the files written so far. */
  digest(): string {
    return this.#digest.copy().digest('hex');
  }

  /** Removes what an earlier build wrote and this one did not. */
  finish(): void {
    for (const path of this.#before) {
      rmSync(join(this.#folder, `${path}.part`), { force: true });
      if (!this.#written.has(path)) rmSync(join(this.#folder, path), { force: true });
    }
    writeFileSync(join(this.#folder, listName), JSON.stringify([...this.#written].sort()));
    rmSync(join(this.#folder, openListName), { force: true });
  }

  #note(path: string, bytes: Uint8Array): void {
    this.#written.add(path);
    this.#digest.update(`${path}\n`).update(bytes);
    this.bytes += bytes.length;
  }
}

function listIn(folder: string): string[] {
  try {
    const list: unknown = JSON.parse(readFileSync(join(folder, listName), 'utf8'));
    return Array.isArray(list) ? list.filter(isInside) : [];
  } catch {
    return [];
  }
}

function openListIn(folder: string): string[] {
  const path = join(folder, openListName);
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(isInside) : [];
}

/** Whether something is the path of a file below the folder: lists may have been changed by anybody. */
function isInside(path: unknown): path is string {
  return (
    typeof path === 'string' && path !== '' && !/(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|:/u.test(path)
  );
}

/** Every file below a folder, by its path from there. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((path) => path.replaceAll('\\', '/'));
}
