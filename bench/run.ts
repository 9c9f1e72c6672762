/**
 * `npm run bench` measures everything, which takes hours; `npm run bench -- --quick` what shows
 * where we stand, within a quarter of an hour. Run it on a machine that does nothing else.
 *
 *     --tasks ward,umap  --data arxiv-cs-100k  --engines papergrove,scipy   only these
 *     --sizes 1000,5000     numbers of papers instead of the tasks' own
 *     --repeat 3            runs of a case, of which the median is kept; fewer of long ones
 *     --budget 12           minutes after which no further case is begun
 *
 * Each row is kept in `docs/performance.json` as soon as it is measured: rows of the same task,
 * data, n and engine are replaced, others stay. `docs/performance.md` is made from all rows
 * (`report.ts`). A case that fails is reported at the end and costs no other its row.
 */
import { parseArgs } from 'node:util';
import { bundleTask } from './bundle';
import { embeddingTask } from './embedding';
import { firstMapTask } from './first-map';
import { importTask } from './import';
import { median } from './numbers';
import { keepRow, writeReport } from './report';
import { publishedTask } from './published';
import { scatterFrameTask } from './scatter-frame';
import { searchTask } from './search';
import { stopServing } from './site';
import type { BenchCase, BenchRow, BenchTask, Measurement } from './task';
import { treemapFrameTask } from './treemap-frame';
import { umapTask } from './umap';
import { wardTask } from './ward';

/** Short ones first, so that a spent budget costs the fewest rows. */
const tasks: readonly BenchTask[] = [
  bundleTask,
  firstMapTask,
  importTask,
  publishedTask,
  embeddingTask,
  treemapFrameTask,
  scatterFrameTask,
  searchTask,
  umapTask,
  wardTask,
];
/** Minutes a case may take before it is given up. */
const longestCase = { quick: 5, whole: 30 };
/** Minutes after which a quick run begins nothing more: the longest case still ends in time. */
const quickBudget = 11;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    tasks: { type: 'string' },
    data: { type: 'string' },
    sizes: { type: 'string' },
    engines: { type: 'string' },
    repeat: { type: 'string', default: '3' },
    budget: { type: 'string' },
  },
});
const { quick } = values;
const list = (value: string | undefined) => value?.split(',').map((part) => part.trim()) ?? null;
const wanted = {
  tasks: list(values.tasks),
  data: list(values.data),
  engines: list(values.engines),
};
const sizes = list(values.sizes)?.map(Number) ?? null;
const budget = Number(values.budget ?? (quick ? quickBudget : Infinity));
/** Runs longer than this are not repeated, in seconds. */
const longRun = quick ? 20 : 60;

const failed: string[] = [];
const left: string[] = [];
const elapsed = () => performance.now() / 60_000;

let chosen = 0;
for (const task of tasks) {
  if (wanted.tasks && !wanted.tasks.includes(task.name)) continue;
  for (const one of task.cases({ quick, sizes })) {
    if (wanted.data && !wanted.data.includes(one.data)) continue;
    if (wanted.engines && !wanted.engines.includes(one.engine)) continue;
    chosen++;
    const name = `${task.name}, ${one.data}, ${one.n}, ${one.engine}`;
    const reason = task.skip(one);
    if (reason !== null) {
      console.log(`${name}: skipped, ${reason}.`);
    } else if (elapsed() > budget) {
      left.push(name);
    } else {
      try {
        keepRow(await measureRow(task, one));
      } catch (error) {
        failed.push(name);
        console.error(`${name}: failed. ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}
writeReport(tasks);
stopServing();

console.log(`Done after ${elapsed().toFixed(1)} minutes: docs/performance.md.`);
if (left.length > 0) console.log(`Left out, the budget was spent:\n  ${left.join('\n  ')}`);
if (failed.length > 0) console.error(`Failed:\n  ${failed.join('\n  ')}`);
if (chosen === 0) {
  console.error(`Nothing matches. Tasks: ${tasks.map(({ name }) => name).join(', ')}.`);
}
process.exitCode = failed.length > 0 || chosen === 0 ? 1 : 0;

async function measureRow(task: BenchTask, one: BenchCase): Promise<BenchRow> {
  const { data, n, engine } = one;
  const limit = longestCase[quick ? 'quick' : 'whole'];
  const runs: Measurement[] = [];
  while (runs.length < (one.runs ?? Number(values.repeat))) {
    const measured = await task.measure(one, AbortSignal.timeout(limit * 60_000));
    runs.push(measured);
    if (measured.wallSeconds > longRun || elapsed() > budget) break;
  }
  const of = (pick: (run: Measurement) => number | null, merge: (all: number[]) => number) => {
    const known = runs.map(pick).filter((value) => value !== null);
    return known.length > 0 ? merge(known) : null;
  };
  const row: BenchRow = {
    task: task.name,
    data,
    n,
    engine,
    wallSeconds: median(runs.map((run) => run.wallSeconds)),
    cpuSeconds: of((run) => run.cpuSeconds, median),
    peakMb: of(
      (run) => run.peakMb,
      (all) => Math.round(Math.max(...all)),
    ),
    quality: of((run) => run.quality, median),
  };
  const shown = (value: number | null) => (value === null ? '–' : value.toPrecision(3));
  console.log(
    `${task.name}, ${data}, ${n}, ${engine}: ${shown(row.wallSeconds)} s wall, ` +
      `${shown(row.cpuSeconds)} s CPU, ${row.peakMb ?? '–'} MB, quality ${shown(row.quality)}, ` +
      `${runs.length} run${runs.length > 1 ? 's' : ''}`,
  );
  return row;
}
