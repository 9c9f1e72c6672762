/** Waiting for a disk that may never answer. */
import { StorageUnavailable } from './indexeddb-backend';

/** How long an answer is waited for. */
export interface Patience {
  /** Milliseconds between two looks. */
  readonly interval: number;
  /** Looks without an answer before it is given up. */
  readonly looks: number;
}

/** Half a minute in which the thread was free: whole parts of a large corpus take seconds. */
export const usualPatience: Patience = { interval: 1000, looks: 30 };

/**
 * The answer, unless there is none for so long. Looks are counted and not time: a thread that
 * computes for a minute hears nothing meanwhile, which says nothing of the disk.
 *
 * @throws StorageUnavailable `no-answer`
 */
export async function answered<T>(
  answer: Promise<T>,
  { interval, looks }: Patience = usualPatience,
): Promise<T> {
  let timer: ReturnType<typeof setInterval> | undefined;
  let left = looks;
  const none = new Promise<never>((_resolve, reject) => {
    timer = setInterval(() => {
      if (--left <= 0) reject(new StorageUnavailable('no-answer'));
    }, interval);
  });
  try {
    return await Promise.race([answer, none]);
  } finally {
    clearInterval(timer);
    // One that comes too late is heard by nobody.
    answer.catch(() => undefined);
  }
}
