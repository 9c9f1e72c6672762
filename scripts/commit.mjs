// The commit that a build is made from.
import { spawnSync } from 'node:child_process';
import { root } from './paths.mjs';

/** Twelve digits, with "-dirty" where files were changed; undefined outside a repository. */
export function commit() {
  const args = ['describe', '--always', '--dirty', '--abbrev=12', '--exclude=*'];
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
