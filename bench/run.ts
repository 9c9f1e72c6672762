/**
 * `npm run bench -- [--tasks ward] [--data arxiv-cs-100k] [--sizes 1000,5000] [--engines …]
 * [--repeat 3]`: measures, prints, and keeps the rows in `docs/performance.json`. Without arguments
 * everything runs, which takes hours; run it on a machine that does nothing else. Rows of the same
 * task, data, n and engine are replaced, others stay. `docs/performance.md` is the reader's view of
 * it (`report.ts`).
 */
import { parseArgs } from 'node:util';
import { stopServing } from './browser';
import { dataNames, missing, rowsOf, type DataName } from './data';
import { readRows, writeReport, writeRows } from './report';
import type { BenchRow, BenchTask, Measurement } from './task';
import { umapTask } from './umap';
import { wardTask } from './ward';

const tasks: readonly BenchTask[] = [wardTask, umapTask];
/** Runs longer than this are not repeated, in seconds. */
const longRun = 60;

const { values } = parseArgs({
  options: {
    tasks: { type: 'string' },
    data: { type: 'string' },
    sizes: { type: 'string' },
    engines: { type: 'string' },
    repeat: { type: 'string', default: '3' },
  },
});
const list = (value: string | undefined) => value?.split(',').map((part) => part.trim());
const chosen = <T>(all: readonly T[], names: string[] | undefined): readonly T[] =>
  names ? all.filter((one) => names.includes(String(one))) : all;

for (const task of tasks) {
  const wanted = list(values.tasks);
  if (wanted && !wanted.includes(task.name)) continue;
  const sizes = list(values.sizes)?.map(Number) ?? task.sizes;
  for (const data of chosen(task.data, list(values.data))) {
    const absent = missing(data);
    if (absent) {
      console.log(`${task.name} on ${data}: skipped, ${absent}`);
      continue;
    }
    for (const n of sizes.filter((size) => size <= rowsOf(data))) {
      for (const engine of chosen(task.engines, list(values.engines))) {
        const reason = task.skip(engine, n);
        if (reason === null) await measureRow(task, data, n, engine);
      }
    }
  }
}
writeReport(tasks);
await stopServing();
const unknown = list(values.data)?.filter((name) => !dataNames.some((known) => known === name));
if (unknown?.length) console.error(`There is no data called ${unknown.join(', ')}.`);

async function measureRow(
  task: BenchTask,
  data: DataName,
  n: number,
  engine: string,
): Promise<void> {
  const runs: Measurement[] = [];
  for (let run = 0; run < Number(values.repeat); run++) {
    const measured = await task.measure(engine, data, n);
    runs.push(measured);
    if (measured.wallSeconds > longRun) break;
  }
  const row: BenchRow = {
    task: task.name,
    data,
    n,
    engine,
    wallSeconds: median(runs.map((run) => run.wallSeconds)),
    cpuSeconds: median(runs.map((run) => run.cpuSeconds)),
    peakMb: Math.round(Math.max(...runs.map((run) => run.peakMb))),
    quality: runs.at(-1)?.quality ?? null,
  };
  const same = (other: BenchRow) =>
    other.task === row.task &&
    other.data === row.data &&
    other.n === row.n &&
    other.engine === row.engine;
  writeRows([...readRows().filter((other) => !same(other)), row]);
  console.log(
    `${row.task} ${data} ${n} ${engine}: ${row.wallSeconds.toFixed(2)} s wall, ` +
      `${row.cpuSeconds.toFixed(2)} s CPU, ${row.peakMb} MB, quality ${row.quality ?? '–'}`,
  );
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}
