import { describe, expect, test } from 'vitest';
import { failure, success } from '../foundation/result';
import type { Machine, RungTrial } from './device-ladder';
import { askAdapter, chooseDevice, processorOnly } from './device-ladder';
import type { NeuralRung } from './device-status';
import type { SelfTestOutcome } from './self-test';

const best: Machine = { missingAdapter: null, halfPrecision: true, sharesMemory: true, cores: 4 };

type Behaviour = 'works' | 'does not start' | 'lies' | 'breaks';

/** Rungs that behave as told; the log says what was done with them. */
function trial(behaviours: Partial<Record<NeuralRung, Behaviour>>) {
  const log: string[] = [];
  const rungs: RungTrial<NeuralRung> = {
    start: async ({ rung, threads }) => {
      log.push(`start ${rung} ${threads}`);
      return behaviours[rung] === 'does not start'
        ? failure({ code: 'x', message: 'No.', remedy: '', detail: 'device lost' })
        : success(rung);
    },
    test: async (rung): Promise<SelfTestOutcome> => {
      if (behaviours[rung] === 'breaks') throw new Error('worker died');
      return behaviours[rung] === 'lies'
        ? { ok: false, reason: 'gave other vectors than the model should' }
        : { ok: true };
    },
    close: (rung) => log.push(`close ${rung}`),
  };
  return { rungs, log };
}

describe('the device ladder', () => {
  test('takes the graphics adapter when it works', async () => {
    const { rungs, log } = trial({});
    const { session, status } = await chooseDevice(best, rungs);
    expect(session).toBe('webgpu');
    expect(status.reason).toBe(
      'Vectors are computed on the graphics adapter (WebGPU), which passed its self-test.',
    );
    expect(log).toEqual(['start webgpu 1']);
  });

  test('leaves an adapter that lies, and closes it', async () => {
    const { rungs, log } = trial({ webgpu: 'lies' });
    const { session, status } = await chooseDevice(best, rungs);
    expect(session).toBe('wasm-threads');
    expect(status).toEqual({
      rung: 'wasm-threads',
      threads: 3,
      reason:
        'Vectors are computed on the processor (WebAssembly, 3 threads), because the graphics ' +
        'adapter gave other vectors than the model should.',
    });
    expect(log).toEqual(['start webgpu 1', 'close webgpu', 'start wasm-threads 3']);
  });

  test('goes down to one thread when a worker dies in its self-test', async () => {
    const { rungs } = trial({ webgpu: 'does not start', 'wasm-threads': 'breaks' });
    const { session, rejected } = await chooseDevice(best, rungs);
    expect(session).toBe('wasm');
    expect(rejected.map(({ detail }) => detail)).toEqual(['device lost', 'worker died']);
  });

  test('does not try what cannot be there, and says so', async () => {
    const { rungs, log } = trial({});
    const machine = {
      missingAdapter: 'no graphics adapter is available',
      halfPrecision: false,
      sharesMemory: false,
      cores: 8,
    };
    const { status } = await chooseDevice(machine, rungs);
    expect(log).toEqual(['start wasm 1']);
    expect(status.reason).toBe(
      'Vectors are computed on the processor (WebAssembly, one thread), because no graphics ' +
        'adapter is available and memory cannot be shared between threads here.',
    );
  });

  test('needs a core to spare for threads', async () => {
    const { rungs } = trial({ webgpu: 'lies' });
    const { status } = await chooseDevice({ ...best, cores: 2 }, rungs);
    expect(status).toMatchObject({ rung: 'wasm', threads: 1 });
  });

  test('ends at lexical vectors when nothing works', async () => {
    const { rungs } = trial({ webgpu: 'lies', 'wasm-threads': 'lies', wasm: 'does not start' });
    const { session, status } = await chooseDevice(best, rungs);
    expect(session).toBeNull();
    expect(status).toEqual({
      rung: 'lexical',
      threads: 1,
      reason: 'Vectors are made from words alone, because WebAssembly did not start the model.',
    });
  });

  test('can be called off', async () => {
    const { rungs } = trial({});
    await expect(chooseDevice(best, rungs, AbortSignal.abort())).rejects.toThrow();
  });
});

describe('asking for a graphics adapter', () => {
  test.each([
    ['a browser without WebGPU', undefined, 'this browser has no WebGPU'],
    [
      'WebGPU without an adapter',
      { requestAdapter: async () => null },
      'no graphics adapter is available',
    ],
    [
      'a software adapter',
      { requestAdapter: async () => ({ info: { isFallbackAdapter: true } }) },
      'the only graphics adapter is a software one',
    ],
    ['a real adapter', { requestAdapter: async () => ({ info: {} }) }, null],
    [
      'a real adapter with 16-bit floats',
      { requestAdapter: async () => ({ features: new Set(['shader-f16']) }) },
      null,
    ],
    [
      'a browser that throws',
      { requestAdapter: () => Promise.reject(new Error('blocked')) },
      'the graphics adapter could not be asked (blocked)',
    ],
  ])('%s', async (name, gpu, expected) => {
    expect(await askAdapter(gpu)).toEqual({
      missingAdapter: expected,
      halfPrecision: name.endsWith('16-bit floats'),
    });
  });

  test('is for nothing where a model has no file for one', () => {
    expect(processorOnly(best).missingAdapter).toContain('without a file for graphics adapters');
    const none = { ...best, missingAdapter: 'this browser has no WebGPU' };
    expect(processorOnly(none)).toBe(none);
  });
});
