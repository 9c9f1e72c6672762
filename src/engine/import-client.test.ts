/** An import whose worker ends: the files are read again, and nothing is half taken over. */
import { afterEach, describe, expect, it } from 'vitest';
import type { ImportFile } from '../corpus/import-files';
import { ImportService } from '../corpus/import-service';
import { ImportClient } from './import-client';
import { FakeWorker } from './testing/fake-worker';

const workers: FakeWorker[] = [];

/** Ends whenever it reads. */
class Fatal extends ImportService {
  override read(): Promise<null> {
    workers.at(-1)?.die('out of memory');
    return new Promise(() => undefined);
  }
}

function client(service: () => ImportService = () => new ImportService()): ImportClient {
  return new ImportClient(() => {
    const worker = new FakeWorker(service());
    workers.push(worker);
    return worker;
  });
}

afterEach(() => {
  for (const worker of workers.splice(0)) worker.terminate();
});

const records = (from: number, to: number): ImportFile => {
  const lines = Array.from(
    { length: to - from },
    (_, i) => `"Paper number ${from + i} of all","An abstract about subject ${from + i}."`,
  );
  return { name: `${from}.csv`, blob: new Blob([['title,abstract', ...lines].join('\n')]) };
};
const read = (importer: ImportClient) =>
  importer.read([records(0, 40), records(20, 60)], {
    mappings: {},
    choices: {},
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });

describe('an import whose worker ends', () => {
  it('while it reads, reads again', async () => {
    const summary = await read(
      client(() => (workers.length === 0 ? new Fatal() : new ImportService())),
    );
    expect(workers).toHaveLength(2);
    expect(summary).toMatchObject({ ok: true, value: { report: { kept: 60 } } });
  });

  it('twice says so', async () => {
    const summary = await read(client(() => new Fatal()));
    expect(summary).toMatchObject({
      ok: false,
      error: { code: 'import-failed', message: expect.stringContaining('out of memory') },
    });
    expect(workers).toHaveLength(2);
  });

  it('between the report and the papers has all papers, and what was kept apart is', async () => {
    const importer = client();
    const summary = await read(importer);
    if (!summary.ok || summary.value === null) throw new Error('nothing was read');
    const merge = summary.value.report.merges[0];
    if (merge === undefined) throw new Error('nothing was merged');
    const apart = await importer.keepApart(merge.record, true);
    if (!apart.ok) throw new Error(apart.error.message);
    expect(apart.value.report.kept).toBe(61);
    workers[0]?.die('out of memory');
    const taken = await importer.take(apart.value, new AbortController().signal);
    if (!taken.ok || taken.value === null) throw new Error('nothing was taken');
    expect(taken.value.corpus.papers).toHaveLength(61);
    expect(new Set(taken.value.corpus.papers.map(({ id }) => id)).size).toBe(61);
  });

  it('before a merge is changed has read again', async () => {
    const importer = client();
    const summary = await read(importer);
    if (!summary.ok || summary.value === null) throw new Error('nothing was read');
    workers[0]?.die('out of memory');
    const record = summary.value.report.merges[0]?.record ?? -1;
    expect(await importer.keepApart(record, true)).toMatchObject({
      ok: true,
      value: { report: { kept: 61 } },
    });
  });
});
