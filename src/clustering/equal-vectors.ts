import type { Vectors } from '../embedding/encoder';

/** Papers grouped by exactly equal vectors. */
export interface DuplicateGroups {
  readonly count: number;
  /** Group of each paper; groups are numbered by their first paper. */
  readonly groupOf: Uint32Array;
  /** Smallest paper of each group. */
  readonly first: Uint32Array;
  /** Papers sorted by group, then by number. */
  readonly members: Uint32Array;
  /** First place of each group in `members`, and n at the end. */
  readonly start: Uint32Array;
}

/** Groups rows that are equal value for value (0 and −0 are equal). */
export function groupDuplicates({ n, d, data }: Vectors): DuplicateGroups {
  const byHash = new Map<number, number[]>();
  const groupOf = new Uint32Array(n);
  const first: number[] = [];
  for (let paper = 0; paper < n; paper++) {
    const hash = hashRow(data, paper * d, d);
    const candidates = byHash.get(hash) ?? [];
    const known = candidates.find((group) => sameRow(data, paper * d, (first[group] ?? 0) * d, d));
    if (known !== undefined) {
      groupOf[paper] = known;
      continue;
    }
    groupOf[paper] = first.length;
    candidates.push(first.length);
    byHash.set(hash, candidates);
    first.push(paper);
  }
  const count = first.length;
  const start = new Uint32Array(count + 1);
  for (const group of groupOf) start[group + 1] = (start[group + 1] ?? 0) + 1;
  for (let group = 0; group < count; group++) {
    start[group + 1] = (start[group + 1] ?? 0) + (start[group] ?? 0);
  }
  const next = start.slice();
  const members = new Uint32Array(n);
  for (let paper = 0; paper < n; paper++) {
    const group = groupOf[paper] ?? 0;
    const at = next[group] ?? 0;
    members[at] = paper;
    next[group] = at + 1;
  }
  return { count, groupOf, first: Uint32Array.from(first), members, start };
}

/** A 32-bit hash of values (FNV-1a over their rounded size, so that 0 and −0 agree). */
function hashRow(data: Float32Array, from: number, d: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < from + d; at++) {
    hash = Math.imul(hash ^ ((data[at] ?? 0) * 0x40000000), 0x01000193);
  }
  return hash;
}

function sameRow(data: Float32Array, x: number, y: number, d: number): boolean {
  for (let k = 0; k < d; k++) if (data[x + k] !== data[y + k]) return false;
  return true;
}
