/**
 * The device ladder: the best device that really works. Every rung is tried for real, tested, and
 * left when it fails or lies; the last one, lexical vectors without a model, always holds.
 *
 * What `navigator` promises proves nothing: headless browsers have `navigator.gpu` and no adapter,
 * virtual machines have adapters that compute on the processor, drivers return wrong numbers.
 */
import type { Result } from '../foundation/result';
import { messageOf } from '../foundation/result';
import type { DeviceStatus, NeuralRung } from './device-status';
import type { Device } from './runtime';
import type { SelfTestOutcome } from './self-test';

/** What the machine has to offer; {@link browserMachine} asks the browser. */
export interface Machine {
  /** `null` when a real graphics adapter is there, or why there is none, as in "because …". */
  readonly missingAdapter: string | null;
  /** Whether that adapter computes with 16-bit floats. */
  readonly halfPrecision: boolean;
  /** Whether memory may be shared between threads. */
  readonly sharesMemory: boolean;
  /** Logical processors. */
  readonly cores: number;
}

/** Starts and tests a model on a device. `S` is whatever stands for it, e.g. a worker. */
export interface RungTrial<S> {
  /** Loads the model in a fresh worker. */
  start(device: Device): Promise<Result<S>>;
  /** Embeds the fixed sentences and judges the vectors. */
  test(session: S): Promise<SelfTestOutcome>;
  /** Ends a worker that failed. */
  close(session: S): void;
}

/** Why a rung was not taken, completing "because …". */
export interface RejectedRung {
  readonly rung: NeuralRung;
  readonly reason: string;
  /** Technical detail, when something was thrown. */
  readonly detail?: string;
}

export interface LadderResult<S> {
  /** `null` on the lexical rung. */
  readonly session: S | null;
  readonly status: DeviceStatus;
  /** Rungs tried or passed over before, best first. */
  readonly rejected: readonly RejectedRung[];
}

/** Climbs down from the best rung to the first that starts and passes its self-test. */
export async function chooseDevice<S>(
  machine: Machine,
  trial: RungTrial<S>,
  signal?: AbortSignal,
): Promise<LadderResult<S>> {
  const rejected: RejectedRung[] = [];
  for (const { device, obstacle } of rungs(machine)) {
    signal?.throwIfAborted();
    if (obstacle !== null) {
      rejected.push({ rung: device.rung, reason: obstacle });
      continue;
    }
    const outcome = await attempt(device, trial);
    if (outcome.ok) {
      return { session: outcome.session, status: describe(device, rejected), rejected };
    }
    rejected.push(outcome.rejection);
  }
  const last = rejected.at(-1);
  return {
    session: null,
    rejected,
    status: {
      rung: 'lexical',
      threads: 1,
      reason: `Vectors are made from words alone, because ${last?.reason ?? 'no device was tried'}.`,
    },
  };
}

/** All neural rungs, best first, each with what stands in its way before it is even tried. */
function rungs({ missingAdapter, sharesMemory, cores }: Machine): readonly {
  readonly device: Device;
  readonly obstacle: string | null;
}[] {
  const threads = Math.max(1, cores - 1);
  return [
    { device: { rung: 'webgpu', threads: 1 }, obstacle: missingAdapter },
    {
      device: { rung: 'wasm-threads', threads },
      obstacle: !sharesMemory
        ? 'memory cannot be shared between threads here'
        : threads < 2
          ? 'the processor has no core to spare for a second thread'
          : null,
    },
    { device: { rung: 'wasm', threads: 1 }, obstacle: null },
  ];
}

async function attempt<S>(
  device: Device,
  trial: RungTrial<S>,
): Promise<
  | { readonly ok: true; readonly session: S }
  | { readonly ok: false; readonly rejection: RejectedRung }
> {
  const { rung } = device;
  const rejected = (reason: string, detail?: string) => ({
    ok: false as const,
    rejection: { rung, reason, ...(detail === undefined ? {} : { detail }) },
  });
  const started = await trial.start(device);
  if (!started.ok) {
    const { message, detail } = started.error;
    return rejected(`${names[rung]} did not start the model`, detail ?? message);
  }
  try {
    const outcome = await trial.test(started.value);
    if (outcome.ok) return { ok: true, session: started.value };
    trial.close(started.value);
    return rejected(`${names[rung]} ${outcome.reason}`);
  } catch (thrown) {
    trial.close(started.value);
    return rejected(`${names[rung]} failed its self-test`, messageOf(thrown));
  }
}

/** Rungs as the subject of a sentence. */
const names: Readonly<Record<NeuralRung, string>> = {
  webgpu: 'the graphics adapter',
  'wasm-threads': 'WebAssembly with threads',
  wasm: 'WebAssembly',
};

function describe({ rung, threads }: Device, rejected: readonly RejectedRung[]): DeviceStatus {
  const where =
    rung === 'webgpu'
      ? 'on the graphics adapter (WebGPU), which passed its self-test'
      : rung === 'wasm-threads'
        ? `on the processor (WebAssembly, ${threads} threads)`
        : 'on the processor (WebAssembly, one thread)';
  const because = rejected.map(({ reason }) => reason).join(' and ');
  return {
    rung,
    threads,
    reason: `Vectors are computed ${where}${because ? `, because ${because}` : ''}.`,
  };
}

/** The part of `navigator.gpu` that is asked; adapters are described differently by age of browser. */
interface AdapterSource {
  requestAdapter(): Promise<{
    readonly info?: { readonly isFallbackAdapter?: boolean };
    readonly isFallbackAdapter?: boolean;
    readonly features?: { has(name: string): boolean };
  } | null>;
}

/** The machine as a model sees it of which no file for graphics adapters is here. */
export function processorOnly(machine: Machine): Machine {
  if (machine.missingAdapter !== null) return machine;
  return { ...machine, missingAdapter: 'this model is here without a file for graphics adapters' };
}

/**
 * What this browser has to offer; works in pages and in workers.
 *
 * @param sharesMemory what `foundation/shared-memory.ts` found
 */
export async function browserMachine(sharesMemory: boolean): Promise<Machine> {
  const cores = navigator.hardwareConcurrency || 1;
  return { ...(await browserAdapter()), sharesMemory, cores };
}

/** What this browser's graphics adapter has to offer; works in pages and in workers. */
export function browserAdapter(): Promise<Pick<Machine, 'missingAdapter' | 'halfPrecision'>> {
  return askAdapter('gpu' in navigator ? navigator.gpu : undefined);
}

/** Exported for tests. */
export async function askAdapter(
  gpu: AdapterSource | undefined,
): Promise<Pick<Machine, 'missingAdapter' | 'halfPrecision'>> {
  const none = (reason: string) => ({ missingAdapter: reason, halfPrecision: false });
  if (!gpu) return none('this browser has no WebGPU');
  try {
    const adapter = await gpu.requestAdapter();
    if (!adapter) return none('no graphics adapter is available');
    if (adapter.info?.isFallbackAdapter || adapter.isFallbackAdapter)
      return none('the only graphics adapter is a software one');
    return { missingAdapter: null, halfPrecision: adapter.features?.has('shader-f16') ?? false };
  } catch (thrown) {
    return none(`the graphics adapter could not be asked (${messageOf(thrown)})`);
  }
}
