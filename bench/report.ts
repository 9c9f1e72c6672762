/** `docs/performance.json` for scripts, and the tables of `docs/performance.md` made from it. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { bars } from './bars';
import { python } from './child';
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

/** Keeps a row in place of the one it measures again. */
export function keepRow(row: BenchRow): void {
  const key = ({ task, data, n, engine }: BenchRow) =>
    [task, data, String(n).padStart(9, '0'), engine].join(' ');
  const others = readRows().filter((other) => key(other) !== key(row));
  const sorted = [...others, row].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const lines = sorted.map((one) => `    ${JSON.stringify(one)}`).join(',\n');
  const machine = JSON.stringify(describeMachine());
  writeFileSync(rowsPath, `{\n  "machine": ${machine},\n  "rows": [\n${lines}\n  ]\n}\n`);
}

export function writeReport(tasks: readonly BenchTask[]): void {
  const rows = readRows();
  const sections = tasks.flatMap((task) => {
    const own = rows.filter((row) => row.task === task.name);
    return own.length > 0 ? [section(task, own)] : [];
  });
  const measuredOn = `Measured on ${describeMachine()}.`;
  const tables = [begin, measuredOn, ...barTable(rows), ...sections, end].join('\n\n');
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

/** Bars for which there are rows. */
function barTable(rows: readonly BenchRow[]): string[] {
  const lines = bars.flatMap(({ aim, judge }) => {
    const verdict = judge(rows);
    return verdict ? [[aim, verdict.measured, verdict.met ? 'yes' : '**no**']] : [];
  });
  return lines.length > 0
    ? ['## Against the bars', table('lrl', ['aim', 'measured', 'met'], lines)]
    : [];
}

function section(task: BenchTask, rows: readonly BenchRow[]): string {
  const heads = ['data', 'n', 'engine', 'wall s', 'CPU s', 'peak MB', 'quality', 'of ours'];
  const lines = rows.map((row) => {
    const ours = rows.find(
      (other) => other.engine === 'papergrove' && other.data === row.data && other.n === row.n,
    );
    const ratio = ours && ours !== row ? `${(row.wallSeconds / ours.wallSeconds).toFixed(1)}×` : '';
    return [
      row.data,
      row.n.toLocaleString('en'),
      row.engine,
      short(row.wallSeconds),
      short(row.cpuSeconds),
      row.peakMb?.toLocaleString('en') ?? '–',
      row.quality === null ? '–' : row.quality.toPrecision(4),
      ratio,
    ];
  });
  return [`## ${task.name}`, task.description, table('lrlrrrrr', heads, lines)].join('\n\n');
}

/** Three digits, and whole numbers whole. */
function short(seconds: number | null): string {
  if (seconds === null) return '–';
  return seconds >= 100 ? seconds.toFixed(0) : seconds.toPrecision(3);
}

/** A table as Prettier would set it. @param sides a letter per column, `l` or `r` */
function table(
  sides: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const widths = heads.map((head, column) =>
    Math.max(3, head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => (sides[at] === 'r' ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, at) =>
    sides[at] === 'r' ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  return [line(heads), line(rule), ...rows.map(line)].join('\n');
}

let machine: string | undefined;

/** Processor, memory and the versions that took part. */
function describeMachine(): string {
  machine ??= (() => {
    const [cpu] = cpus();
    const packages = [
      'ml-hclust',
      'umap-js',
      'regl-scatterplot',
      '@deck.gl/core',
      'onnxruntime-web',
    ];
    const parts = [
      `${cpus().length} × ${cpu?.model.trim() ?? 'processor'}`,
      `${Math.round(totalmem() / 2 ** 30)} GB`,
      `Node ${process.versions.node}`,
      output('chromium', ['--version']),
      ...['scipy', 'fastcluster', 'umap-learn'].map(pythonVersion),
      ...packages.map(packageVersion),
    ];
    return parts.filter((part) => part !== '').join(', ');
  })();
  return machine;
}

function pythonVersion(name: string): string {
  const program = `from importlib.metadata import version; print(version('${name}'))`;
  const version = output(python, ['-c', program]);
  return version && `${name} ${version}`;
}

function packageVersion(name: string): string {
  const path = resolve('node_modules', name, 'package.json');
  if (!existsSync(path)) return '';
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
  return `${name} ${version}`;
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
