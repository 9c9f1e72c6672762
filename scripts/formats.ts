/**
 * Compares what is read of the real export files with an independent reading by `read-formats.py`:
 * `npm run formats [-- folder]`. Prints a table and ends with 1 on a difference that
 * `formats-explained.json` (see docs/formats.md) does not name.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import * as v from 'valibot';
import { importFiles } from '../src/corpus/import-run';
import type { Paper } from '../src/corpus/paper';

/** A field that is absent is not judged. */
const recordSchema = v.object({
  title: v.string(),
  abstract: v.optional(v.string()),
  venue: v.optional(v.string()),
  year: v.optional(v.string()),
  doi: v.optional(v.string()),
  authors: v.optional(v.number()),
});
type Record = v.InferOutput<typeof recordSchema>;
const readingSchema = v.record(v.string(), v.array(recordSchema));

const compared = ['title', 'abstract', 'venue', 'year', 'doi', 'authors'] as const;
type Compared = (typeof compared)[number];

const explainedSchema = v.array(
  v.object({
    file: v.string(),
    field: v.picklist([...compared, 'records']),
    /** How many records of the file differ in this field. */
    count: v.number(),
    why: v.string(),
  }),
);

/** Letters and digits with the signs that readers have lost, without markup, LaTeX and case. */
function letters(text: string): string {
  return text
    .replaceAll(/<[^<>]*>/gu, '')
    .replaceAll(/&(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);/giu, '')
    .replaceAll(/\\[a-zA-Z]+/gu, '')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}%]/gu, '');
}

/** The records that papers were made of: those merged each by itself, in the words of the file. */
function recordsOf(papers: readonly Paper[]): Paper[] {
  return papers.flatMap((paper) => paper.copies?.map((copy) => copy.paper) ?? [paper]);
}

const saidBy: { readonly [K in Compared]: (paper: Paper) => string } = {
  title: ({ title, original }) => letters(original?.title ?? title),
  abstract: ({ abstract, original }) => letters(original?.abstract ?? abstract),
  venue: ({ venue }) => letters(venue ?? ''),
  year: ({ year }) => String(year),
  doi: ({ doi }) => doi ?? '',
  authors: ({ authors }) => String(authors.length),
};

function expected(record: Record, field: Compared): string | null {
  const value = record[field];
  if (value === undefined) return null;
  if (typeof value === 'number') return String(value);
  if (field === 'year') return /(?:1[5-9]|20)\d\d/u.exec(value)?.[0] ?? 'null';
  return field === 'doi'
    ? value
        .replace(/^.*?(?=10\.)/u, '')
        .trim()
        .toLowerCase()
    : letters(value);
}

interface Differences {
  readonly records: readonly [theirs: number, ours: number];
  /** Of each field, the titles of the records that differ with both readings; null where none is judged. */
  readonly fields: ReadonlyMap<Compared, readonly (readonly [string, string, string])[] | null>;
}

/** Records in pairs by their titles, those of one title in their order. */
function differences(theirs: readonly Record[], ours: readonly Paper[]): Differences {
  const byTitle = new Map<string, Paper[]>();
  for (const paper of ours) {
    const title = saidBy.title(paper);
    const same = byTitle.get(title);
    if (same) same.push(paper);
    else byTitle.set(title, [paper]);
  }
  const pairs = theirs.flatMap((record): [Record, Paper][] => {
    const paper = byTitle.get(letters(record.title))?.shift();
    return paper === undefined ? [] : [[record, paper]];
  });
  const fields = new Map(
    compared.map((field) => {
      const judged = pairs.flatMap(([record, paper]) => {
        const wanted = expected(record, field);
        return wanted === null ? [] : [[record.title, wanted, saidBy[field](paper)] as const];
      });
      return [field, judged.length === 0 ? null : judged.filter(([, a, b]) => a !== b)] as const;
    }),
  );
  // A title that was read otherwise finds no counterpart.
  const unpaired = theirs
    .filter((record) => !pairs.some(([paired]) => paired === record))
    .map((record) => [record.title, letters(record.title), ''] as const);
  fields.set('title', unpaired);
  return { records: [theirs.length, ours.length], fields };
}

const folder = resolve(
  process.argv[2] ?? join(process.env['PAPERGROVE_DATA'] ?? '../shared/data', 'formats'),
);
if (!existsSync(folder)) {
  console.log(`Skipped: real export files are not at ${folder} (set PAPERGROVE_DATA).`);
  process.exit(0);
}
const output = execFileSync('/usr/bin/python3', ['scripts/read-formats.py', folder], {
  encoding: 'utf8',
  maxBuffer: 1e9,
});
const reading = v.parse(readingSchema, JSON.parse(output));
const explained = v.parse(
  explainedSchema,
  JSON.parse(readFileSync('scripts/formats-explained.json', 'utf8')),
);

let unexplained = 0;
const verbose = process.argv.includes('--differences');
const rows: string[][] = [];
for (const [name, theirs] of Object.entries(reading)) {
  const blob = new Blob([readFileSync(join(folder, name))]);
  const { corpus, report } = await importFiles([{ name: basename(name), blob }]);
  const { records, fields } = differences(theirs, recordsOf(corpus.papers));
  const found = { theirs: records[0], ours: report.found };
  const cell = (field: Compared | 'records', differing: number): string => {
    const known = explained.find((one) => one.file === name && one.field === field)?.count ?? 0;
    if (differing === known) return differing === 0 ? '=' : `${differing} explained`;
    unexplained++;
    return `${differing} DIFFER, ${known} explained`;
  };
  rows.push([
    name,
    `${found.ours}`,
    cell('records', Math.abs(found.theirs - found.ours)),
    ...compared.map((field) => {
      const differing = fields.get(field) ?? null;
      return differing === null ? '–' : cell(field, differing.length);
    }),
  ]);
  if (!verbose) continue;
  for (const [field, differing] of fields)
    for (const [title, a, b] of differing ?? [])
      console.log(
        `${name} ${field}: ${title.slice(0, 60)}\n  ${a.slice(0, 300)}\n  ${b.slice(0, 300)}`,
      );
}

const heads = ['file', 'records', 'count', ...compared];
const widths = heads.map((head, i) =>
  Math.max(head.length, ...rows.map((row) => (row[i] ?? '').length)),
);
for (const row of [heads, ...rows])
  console.log(row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  '));
for (const { file, field, count, why } of explained)
  console.log(`${file}, ${field} (${count}): ${why}`);
if (unexplained > 0) {
  console.error(`${unexplained} differences are not explained; see them with --differences.`);
  process.exit(1);
}
