/** Runs an engine in a process of its own, which prints what it measured as its last line. */
import { spawn, spawnSync } from 'node:child_process';
import * as v from 'valibot';
import type { Measurement } from './task';

const printed = v.object({ wallSeconds: v.number(), cpuSeconds: v.number(), peakMb: v.number() });

/** Debian's Python, which is where its packages of SciPy and others are found, unless named. */
export const python = process.env['PYTHON'] ?? '/usr/bin/python3';

/** Debian's packages, by the Python module that each holds. */
const packageOf: Readonly<Record<string, string>> = {
  scipy: 'python3-scipy',
  fastcluster: 'python3-fastcluster',
  umap: 'umap-learn',
};
const known = new Map<string, string | null>();

/** Why a Python module cannot be used here, or null. */
export function missingModule(module: string): string | null {
  const answer = known.get(module);
  if (answer !== undefined) return answer;
  const find = `import importlib.util, sys; sys.exit(importlib.util.find_spec('${module}') is None)`;
  const { error, status } = spawnSync(python, ['-c', find], { stdio: 'ignore' });
  const reason = error
    ? `there is no ${python} on this machine`
    : status === 0
      ? null
      : `${packageOf[module] ?? module} is not installed for ${python}`;
  known.set(module, reason);
  return reason;
}

/** @throws when the process fails, with what it said */
export async function measureChild(
  program: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<Omit<Measurement, 'quality'>> {
  const text = await output(program, args, signal);
  const measured = v.parse(printed, JSON.parse(text.trim().split('\n').at(-1) ?? ''));
  return { ...measured, peakMb: Math.round(measured.peakMb) };
}

/** What a process prints. @throws when it fails, with what it said */
export function output(
  program: string,
  args: readonly string[],
  signal?: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], signal });
    let out = '';
    let errors = '';
    child.stdout?.on('data', (chunk) => (out += String(chunk)));
    child.stderr?.on('data', (chunk) => (errors += String(chunk)));
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0) resolve(out);
      else reject(new Error(`${program} ended with ${status}: ${errors.trim().slice(-600)}`));
    });
  });
}
