/** Runs an engine in a process of its own, which prints what it measured as its last line. */
import { spawn } from 'node:child_process';
import * as v from 'valibot';
import type { Measurement } from './task';

const printed = v.object({ wallSeconds: v.number(), cpuSeconds: v.number(), peakMb: v.number() });

/** Debian's Python, which is where its packages of SciPy and others are found. */
export const python = '/usr/bin/python3';

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
