import { afterEach, describe, expect, it } from 'vitest';
import { FakeWorker } from './testing/fake-worker';
import { onceMore, WorkerClient, WorkerFailure } from './worker-client';

class Adder {
  ready(): void {
    return undefined;
  }

  add(a: number, b: number): number {
    return a + b;
  }

  fail(): never {
    throw new RangeError('no such number');
  }

  slow(milliseconds: number): Promise<number> {
    return new Promise((resolve) => setTimeout(() => resolve(milliseconds), milliseconds));
  }

  never(): Promise<number> {
    return new Promise(() => undefined);
  }
}

const started: FakeWorker[] = [];

function clientOf(service: unknown, patience?: number): WorkerClient<Adder> {
  return new WorkerClient<Adder>(
    () => {
      const worker = new FakeWorker(service);
      started.push(worker);
      return worker;
    },
    {
      name: 'The adder',
      greet: (adder) => adder.ready(),
      ping: (adder) => adder.ready(),
      silence: 120,
      ...(patience === undefined ? {} : { patience }),
    },
  );
}

afterEach(() => {
  for (const worker of started.splice(0)) worker.terminate();
});

describe('a worker', () => {
  it('starts with the first call and serves them all', async () => {
    const client = clientOf(new Adder());
    expect(started).toHaveLength(0);
    expect(await client.call((adder) => adder.add(1, 2))).toBe(3);
    expect(await client.call((adder) => adder.add(3, 4))).toBe(7);
    expect(started).toHaveLength(1);
  });

  it('hands over exceptions with their message and the stack of the other side', async () => {
    const client = clientOf(new Adder());
    const thrown = await client
      .call((adder) => adder.fail())
      .then(
        () => undefined,
        (error: unknown) => error,
      );
    expect(thrown).toBeInstanceOf(Error);
    expect(String(thrown)).toContain('no such number');
    expect(thrown instanceof Error && thrown.stack).toContain('Adder.fail');
    expect(await client.call((adder) => adder.add(1, 1))).toBe(2);
    expect(started).toHaveLength(1);
  });
});

describe('a worker that dies', () => {
  it('rejects everything pending and is replaced at the next call', async () => {
    const client = clientOf(new Adder());
    await client.call((adder) => adder.add(0, 0));
    const pending = [client.call((adder) => adder.never()), client.call((adder) => adder.never())];
    setTimeout(() => started[0]?.die('out of memory'), 5);
    for (const outcome of await Promise.allSettled(pending)) {
      expect(outcome.status).toBe('rejected');
      expect(outcome.status === 'rejected' && outcome.reason).toBeInstanceOf(WorkerFailure);
      expect(outcome.status === 'rejected' && String(outcome.reason)).toContain('out of memory');
    }
    expect(started[0]?.terminated).toBe(true);
    expect(await client.call((adder) => adder.add(2, 2))).toBe(4);
    expect(started).toHaveLength(2);
  });

  it('is found when it hangs, and replaced', async () => {
    const client = clientOf(new Adder());
    await client.call((adder) => adder.add(0, 0));
    started[0]?.hang();
    const asked = client.call((adder) => adder.add(1, 1));
    await expect(asked).rejects.toThrow('did not answer for');
    await expect(asked).rejects.toMatchObject({ mayResume: true });
    expect(started[0]?.terminated).toBe(true);
    expect(await client.call((adder) => adder.add(2, 2))).toBe(4);
  });

  it('is left alone while it answers, however long its work takes', async () => {
    const client = clientOf(new Adder());
    const slow = client.call((adder) => adder.slow(500));
    expect(await slow).toBe(500);
    expect(started).toHaveLength(1);
  });

  it('is not watched while nothing is asked of it', async () => {
    const client = clientOf(new Adder());
    await client.call((adder) => adder.add(0, 0));
    started[0]?.hang();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(started[0]?.terminated).toBe(false);
  });

  it('is asked once more where it had been at work, and only then', async () => {
    const client = clientOf(new Adder());
    let tries = 0;
    const twice = onceMore(() => {
      tries++;
      return client.call((adder) => {
        if (tries > 1) return adder.add(1, 2);
        // Only from here on is it at work, however long it took to start.
        setTimeout(() => started[0]?.die('out of memory'), 5);
        return adder.never();
      });
    });
    expect(await twice).toBe(3);
    const absent = clientOf(undefined);
    tries = 0;
    const never = onceMore(() => {
      tries++;
      setTimeout(() => started.at(-1)?.die(), 5);
      return absent.call((adder) => adder.add(1, 2));
    });
    await expect(never).rejects.toThrow('could not be loaded');
    expect(tries).toBe(1);
  });

  it('says so when its program cannot be loaded', async () => {
    const client = clientOf(undefined);
    const call = client.call((adder) => adder.add(1, 2));
    started[0]?.die();
    await expect(call).rejects.toThrow('The adder ended: its program could not be loaded');
  });

  it('is given up when it does not load in time', async () => {
    const client = clientOf(undefined, 20);
    await expect(client.call((adder) => adder.add(1, 2))).rejects.toThrow('did not start within');
    expect(started[0]?.terminated).toBe(true);
  });

  it('is given up when its greeting fails', async () => {
    const client = clientOf({
      ready: () => {
        throw new Error('wrong version');
      },
    });
    await expect(client.call((adder) => adder.add(1, 2))).rejects.toThrow('wrong version');
    await expect(client.call((adder) => adder.add(1, 2))).rejects.toThrow('wrong version');
    expect(started).toHaveLength(2);
    expect(started[0]?.terminated).toBe(true);
  });

  it('is given up when it sends what cannot be read', async () => {
    const client = clientOf(new Adder());
    const call = client.call((adder) => adder.never());
    started[0]?.dispatchEvent(new Event('messageerror'));
    await expect(call).rejects.toThrow('could not be read');
  });

  it('can be ended on purpose', async () => {
    const client = clientOf(new Adder());
    const call = client.call((adder) => adder.never());
    setTimeout(() => client.terminate('was stopped'), 5);
    await expect(call).rejects.toThrow('The adder was stopped.');
  });
});
