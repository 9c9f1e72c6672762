import * as Comlink from 'comlink';
import { messageOf } from '../foundation/result';
import { Heartbeat } from './heartbeat';

/** The part of `Worker` that is used, so that tests can bring their own. */
export type WorkerLike = Comlink.Endpoint & Pick<Worker, 'terminate'>;

/** A worker ended, never loaded, or said something unreadable; what was asked of it has no answer. */
export class WorkerFailure extends Error {
  /** Whether it had been at work and ended by itself, so that a fresh one may go on where it was. */
  readonly mayResume: boolean;

  constructor(message: string, mayResume: boolean, options?: ErrorOptions) {
    super(message, options);
    this.name = 'WorkerFailure';
    this.mayResume = mayResume;
  }
}

/** Does what may be done twice, and once more with a fresh worker where the first ended by itself. */
export async function onceMore<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof WorkerFailure && thrown.mayResume) return work();
    throw thrown;
  }
}

interface Running<Service> {
  readonly remote: Comlink.Remote<Service>;
  /** Resolves when the worker has answered its greeting or has been given up. */
  readonly loaded: Promise<void>;
  /** Rejects when the worker ends. */
  readonly ended: Promise<never>;
  readonly end: (failure: WorkerFailure) => void;
  readonly heartbeat: Heartbeat;
}

export interface WorkerClientOptions<Service> {
  /** For messages: "The engine". */
  readonly name: string;
  /** The first call to a fresh worker; it has loaded when this resolves. */
  readonly greet: (remote: Comlink.Remote<Service>) => Promise<unknown>;
  /** A call that a living worker answers at once. */
  readonly ping: (remote: Comlink.Remote<Service>) => Promise<unknown>;
  /** Milliseconds a worker may take to load before it is given up. */
  readonly patience?: number;
  /**
   * Milliseconds that a worker may be silent while something is asked of it: longer than any stretch
   * of its work between two looks at its messages.
   */
  readonly silence?: number;
}

/**
 * Calls a service in a worker of its own. The worker starts with the first call. If it dies, hangs or
 * never loads, everything pending is rejected, and the next call starts another.
 */
export class WorkerClient<Service> {
  readonly #start: () => WorkerLike;
  readonly #greet: (remote: Comlink.Remote<Service>) => Promise<unknown>;
  readonly #name: string;
  readonly #ping: (remote: Comlink.Remote<Service>) => Promise<unknown>;
  readonly #patience: number;
  readonly #silence: number;
  #running: Running<Service> | undefined;

  constructor(
    start: () => WorkerLike,
    { name, greet, ping, patience = 30_000, silence = 60_000 }: WorkerClientOptions<Service>,
  ) {
    this.#start = start;
    this.#greet = greet;
    this.#name = name;
    this.#ping = ping;
    this.#patience = patience;
    this.#silence = silence;
  }

  /**
   * Calls the service.
   *
   * @throws WorkerFailure when the worker ends first; else whatever the service throws, with the
   *   stack it had there
   */
  async call<T>(use: (remote: Comlink.Remote<Service>) => Promise<T>): Promise<T> {
    const running = (this.#running ??= this.#launch());
    await Promise.race([running.loaded, running.ended]);
    running.heartbeat.watch();
    try {
      return await Promise.race([use(running.remote), running.ended]);
    } finally {
      running.heartbeat.leave();
    }
  }

  /** Ends the worker now; what is pending is rejected. */
  terminate(reason = 'was stopped'): void {
    this.#running?.end(new WorkerFailure(`${this.#name} ${reason}.`, false));
  }

  #launch(): Running<Service> {
    const worker = this.#start();
    const remote = Comlink.wrap<Service>(worker);
    let fail: (failure: WorkerFailure) => void = () => undefined;
    const ended = new Promise<never>((_resolve, reject) => {
      fail = reject;
    });
    // A worker that ends while nothing is asked of it is no error.
    ended.catch(() => undefined);
    const end = (failure: WorkerFailure): void => {
      clearTimeout(timer);
      heartbeat.end();
      if (this.#running === running) this.#running = undefined;
      worker.terminate();
      fail(failure);
    };
    const timer = setTimeout(() => {
      const seconds = Math.round(this.#patience / 1000);
      end(new WorkerFailure(`${this.#name} did not start within ${seconds} seconds.`, false));
    }, this.#patience);
    let isLoaded = false;
    const heartbeat = new Heartbeat(
      () => this.#ping(remote),
      this.#silence,
      (seconds) => {
        const message = `${this.#name} did not answer for ${seconds} seconds and was ended.`;
        end(new WorkerFailure(message, true));
      },
    );
    worker.addEventListener('error', (event) => {
      const { message, error } = describe(event);
      end(new WorkerFailure(`${this.#name} ended: ${message}`, isLoaded, { cause: error }));
    });
    worker.addEventListener('messageerror', () => {
      end(new WorkerFailure(`${this.#name} sent a message that could not be read.`, isLoaded));
    });
    const loaded = this.#greet(remote).then(
      () => {
        isLoaded = true;
        clearTimeout(timer);
      },
      (thrown: unknown) => {
        const message = `${this.#name} did not start: ${messageOf(thrown)}`;
        end(new WorkerFailure(message, false, { cause: thrown }));
      },
    );
    const running: Running<Service> = { remote, loaded, ended, end, heartbeat };
    return running;
  }
}

/** A module that cannot be fetched gives an event without a message. */
function describe(event: Event): { message: string; error: unknown } {
  const message = 'message' in event && typeof event.message === 'string' ? event.message : '';
  const error = 'error' in event ? event.error : undefined;
  return { message: message === '' ? 'its program could not be loaded' : message, error };
}
