/**
 * How often are two papers taken for one, and copies not found? Counts both on the repeated titles of
 * arxiv-cs-100k, judged by reading (`eval/copies-judged.ts`), and on a seeded set of titles that many
 * papers have.
 *
 *     node scripts/run.mjs scripts/measure-copies.ts
 *
 * prints the lines of the table in `docs/formats.md`; exits 1 if over 1 % of the merges are wrong.
 */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { importFiles } from '../src/corpus/import-run';
import { normaliseTitle } from '../src/corpus/paper';
import { seededRandom } from '../src/foundation/random';
import { judged } from './eval/copies-judged';

interface Line {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly [field: string]: unknown;
}

interface Tally {
  name: string;
  pairs: number;
  merged: number;
  wrong: number;
  missed: number;
}

const folder = `${process.env['PAPERGROVE_DATA'] ?? '../shared/data'}/corpora`;
if (!existsSync(folder)) {
  console.warn(`Skipped: the corpora are not at ${folder} (set PAPERGROVE_DATA).`);
  process.exit(0);
}

function linesOf(corpus: string): Line[] {
  const text = gunzipSync(readFileSync(`${folder}/${corpus}.jsonl.gz`)).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Line => JSON.parse(line) as Line);
}

async function areMerged(one: object, other: object): Promise<boolean> {
  const text = `${JSON.stringify(one)}\n${JSON.stringify(other)}\n`;
  return (await importFiles([{ name: 'two.jsonl', blob: new Blob([text]) }])).report.merged === 1;
}

function count(tally: Tally, merged: boolean, truth: 'one' | 'two' | 'either'): void {
  tally.pairs++;
  if (merged) tally.merged++;
  if (merged && truth === 'two') tally.wrong++;
  if (!merged && truth === 'one') tally.missed++;
}

function tallyOf(name: string): Tally {
  return { name, pairs: 0, merged: 0, wrong: 0, missed: 0 };
}

const large = linesOf('arxiv-cs-100k');
const byId = new Map(large.map((line) => [line.id, line]));

const differing = tallyOf('repeated titles whose abstracts differ');
for (const [one, other, truth] of judged) {
  const [a, b] = [byId.get(one), byId.get(other)];
  if (a === undefined || b === undefined)
    throw new Error(`${one} or ${other} is not in the corpus`);
  const merged = await areMerged(a, b);
  count(differing, merged, truth);
  if (merged === (truth === 'two') && truth !== 'either') console.log(`  ${truth}: ${a.title}`);
}

/** With one abstract for two ids: discussions of one paper are several, all else is one paper twice. */
const equal = tallyOf('repeated titles with one abstract');
const groups = new Map<string, Line[]>();
for (const line of large) {
  const key = normaliseTitle(line.title);
  groups.set(key, [...(groups.get(key) ?? []), line]);
}
for (const group of groups.values())
  for (const [at, one] of group.entries())
    for (const other of group.slice(at + 1)) {
      if (normaliseTitle(one.abstract) !== normaliseTitle(other.abstract)) continue;
      count(equal, await areMerged(one, other), /^Discussion\b/u.test(one.title) ? 'two' : 'one');
    }

const titles = [
  ...['Letter to the Editor', 'Editorial', 'Introduction', 'Preface', 'Book review', 'Erratum'],
  ...['Reply to the comment on gears and widgets by Roe et al.', 'Comment on “Gears and widgets”'],
  ...['Discussion of: Gears and widgets in old towns', 'Rejoinder', 'In memoriam', 'Foreword'],
  ...['Proceedings of the Workshop on Gears', 'Gears and widgets. Part I', 'Gears, Volume 2'],
  ...['Introduction to the special issue on gears', 'Deep learning', 'Conclusions', 'Discussion'],
];
const people = ['Anna Roe', 'Berta Poe', 'Cid Doe', 'Dora Zoe', 'Emil Moe', 'Fay Loe'];
const spelt = (name: string): string => {
  const [given = '', family = ''] = name.split(' ');
  return `${family}, ${given.charAt(0)}.`;
};
const random = seededRandom(14);
const pick = <T>(from: readonly T[]): T => {
  const one = from[Math.floor(random() * from.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
};
const chance = (share: number): boolean => random() < share;
const abstracts = linesOf('arxiv-cs-6k').map(({ abstract }) => abstract);

/** A record with each field there or not, as exports have them. */
function record(title: string, author: string, number: number, abstract: string) {
  return {
    title,
    year: 1990 + (number % 30),
    ...(chance(0.8) && { authors: [author] }),
    ...(chance(0.6) && { doi: `10.1000/gears.${number}` }),
    ...(chance(0.6) && { abstract }),
  };
}

const generic = tallyOf('titles that many papers have, two papers');
const copies = tallyOf('titles that many papers have, one paper twice');
for (let i = 0; i < 2000; i++) {
  const title = pick(titles);
  const [author, abstract] = [pick(people), pick(abstracts)];
  const one = record(title, author, 2 * i, abstract);
  const next = title.replace('Part I', 'Part II').replace('Volume 2', 'Volume 3');
  const two = record(next, pick(people), 2 * i + 1, pick(abstracts));
  count(generic, await areMerged(one, two), 'two');
  const copy = {
    ...record(
      title.toUpperCase(),
      spelt(author),
      2 * i,
      chance(0.3) ? abstract.slice(0, 300) : abstract,
    ),
    ...(chance(0.2) && { year: 1991 + ((2 * i) % 30) }),
  };
  count(copies, await areMerged(one, copy), 'one');
}

const rows = [differing, equal, generic, copies];
for (const { name, pairs, merged, wrong, missed } of rows)
  console.log(`| ${name} | ${pairs} | ${merged} | ${wrong} | ${missed} |`);
const merged = rows.reduce((sum, row) => sum + row.merged, 0);
const wrong = rows.reduce((sum, row) => sum + row.wrong, 0);
console.log(`${wrong} of ${merged} merges are wrong: ${((100 * wrong) / merged).toFixed(2)} %`);
process.exit(wrong / merged > 0.01 ? 1 : 0);
