/** `docs/performance.json` for scripts and the tables of `docs/performance.md` made from it. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import type { BenchRow, BenchTask } from './task';

const rowsPath = resolve('docs', 'performance.json');
const reportPath = resolve('docs', 'performance.md');
/** The tables stand between these lines; everything else in the file is left as it is. */
const begin = '<!-- tables made by npm run bench: begin -->';
const end = '<!-- tables made by npm run bench: end -->';

export function readRows(): BenchRow[] {
  if (!existsSync(rowsPath)) return [];
  const { rows } = JSON.parse(readFileSync(rowsPath, 'utf8')) as { rows: BenchRow[] };
  return rows;
}

export function writeRows(rows: readonly BenchRow[]): void {
  mkdirSync(resolve('docs'), { recursive: true });
  const key = ({ task, data, n, engine }: BenchRow) =>
    [task, data, String(n).padStart(9, '0'), engine].join(' ');
  const sorted = rows.toSorted((a, b) => key(a).localeCompare(key(b)));
  const lines = sorted.map((row) => `    ${JSON.stringify(row)}`).join(',\n');
  const machine = JSON.stringify(describeMachine());
  writeFileSync(rowsPath, `{\n  "machine": ${machine},\n  "rows": [\n${lines}\n  ]\n}\n`);
}

export function writeReport(tasks: readonly BenchTask[]): void {
  const rows = readRows();
  const sections = tasks.flatMap((task) => {
    const own = rows.filter((row) => row.task === task.name);
    return own.length > 0 ? [section(task, own)] : [];
  });
  const tables = [begin, `Measured on ${describeMachine()}.`, ...sections, end].join('\n\n');
  const before = existsSync(reportPath)
    ? readFileSync(reportPath, 'utf8')
    : `# Performance\n\n${begin}\n${end}\n`;
  const from = before.indexOf(begin);
  const to = before.indexOf(end);
  const after =
    from >= 0 && to > from
      ? before.slice(0, from) + tables + before.slice(to + end.length)
      : `${before.trimEnd()}\n\n${tables}\n`;
  writeFileSync(reportPath, after);
}

function section(task: BenchTask, rows: readonly BenchRow[]): string {
  const header = '| data | n | engine | wall s | CPU s | peak MB | quality | of ours |';
  const lines = rows.map((row) => {
    const ours = rows.find(
      (other) => other.engine === 'papergrove' && other.data === row.data && other.n === row.n,
    );
    const ratio = ours ? `${(row.wallSeconds / ours.wallSeconds).toFixed(1)}×` : '–';
    const quality = row.quality === null ? '–' : row.quality.toPrecision(2);
    const memory = row.peakMb > 0 ? row.peakMb : '–';
    return (
      `| ${row.data} | ${row.n.toLocaleString('en')} | ${row.engine} | ` +
      `${row.wallSeconds.toFixed(2)} | ${row.cpuSeconds.toFixed(2)} | ${memory} | ${quality} | ${ratio} |`
    );
  });
  return [
    `## ${task.name}`,
    task.description,
    [header, '| --- | --: | --- | --: | --: | --: | --: | --: |', ...lines].join('\n'),
  ].join('\n\n');
}

function describeMachine(): string {
  const [cpu] = cpus();
  const python =
    "import scipy, fastcluster; print('SciPy', scipy.__version__ + ', fastcluster', fastcluster.__version__)";
  const parts = [
    `${cpus().length} × ${cpu?.model.trim() ?? 'processor'}`,
    `${Math.round(totalmem() / 2 ** 30)} GB`,
    `Node ${process.versions.node}`,
    output('chromium', ['--version']),
    output('/usr/bin/python3', ['-c', python]),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** First line a program prints, or nothing where it does not run. */
function output(program: string, args: readonly string[]): string {
  try {
    const text = execFileSync(program, [...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return text.split('\n')[0]?.trim() ?? '';
  } catch {
    return '';
  }
}
