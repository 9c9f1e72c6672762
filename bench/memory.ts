import { existsSync, readFileSync } from 'node:fs';

/**
 * Largest resident set of a program so far in MB, by the kernel's own account (Linux only, 0
 * elsewhere). Unlike `ru_maxrss` it does not count the process the program was forked from.
 */
export function peakOf(pid: number | 'self'): number {
  const path = `/proc/${pid}/status`;
  if (!existsSync(path)) return 0;
  const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(path, 'utf8'))?.[1];
  return Number(kilobytes ?? 0) / 1024;
}
