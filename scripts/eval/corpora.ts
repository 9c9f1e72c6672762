/**
 * The labelled arXiv corpora, and their division into what trains, what chooses parameters and
 * what is reported. They are not part of the repository: `PAPERGROVE_DATA` names their folder,
 * `../shared/data` beside the repository is the default.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { contentKey } from '../../src/foundation/hash';
import { cleanText, foldText } from '../../src/text/normalise';

export interface LabelledPaper {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  /** The main category, e.g. "cs.CL". */
  readonly category: string;
}

export type CorpusName = 'arxiv-cs-6k' | 'arxiv-cs-100k' | 'arxiv-allscience-50k';

/** Papers in random order, each with a label to be found again by clustering. */
export interface EvaluationSet {
  readonly name: string;
  readonly papers: readonly LabelledPaper[];
  readonly labels: readonly string[];
  /** A label below each label, or `null` where there is none. */
  readonly fine: readonly string[] | null;
}

/** A set of arXiv papers; parameters are chosen on one part, the other is reported. */
export interface ArxivSet extends EvaluationSet {
  readonly name: 'arxiv-cs' | 'all-science';
  readonly part: 'choose' | 'report';
}

/** Papers per label in the parts on which parameters are chosen. */
const CHOOSE_PER_LABEL = 150;
/** Papers in the all-science part that is reported. */
const ALL_SCIENCE_REPORTED = 6000;
const NEWLINE = 10;

/** The folder of the corpora. */
export function dataFolder(): string {
  return process.env['PAPERGROVE_DATA'] ?? resolve('..', 'shared', 'data');
}

export function corpusFile(name: CorpusName): string {
  return resolve(dataFolder(), 'corpora', `${name}.jsonl.gz`);
}

/** @throws when the corpus is not on this machine, naming the file and the way out */
export function readCorpus(name: CorpusName): LabelledPaper[] {
  const file = corpusFile(name);
  if (!existsSync(file)) {
    throw new Error(`${file} is missing: set PAPERGROVE_DATA to the folder that holds corpora/.`);
  }
  const bytes = gunzipSync(readFileSync(file));
  const papers: LabelledPaper[] = [];
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline < 0 ? bytes.length : newline;
    if (end > start) papers.push(parsePaper(bytes.toString('utf8', start, end)));
    start = end + 1;
  }
  return papers;
}

function parsePaper(line: string): LabelledPaper {
  const { id, title, abstract, labels } = JSON.parse(line) as {
    id: string;
    title: string;
    abstract: string;
    labels: string[];
  };
  return { id, title, abstract, category: labels[0] ?? '' };
}

/** The archive of a category: "astro-ph.CO" belongs to "astro-ph". */
function archive(paper: LabelledPaper): string {
  return paper.category.split('.', 1)[0] ?? '';
}

/** Letters and digits of a text: two copies of a paper differ in id, year and punctuation. */
function letters(text: string): string {
  return foldText(cleanText(text))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Abstracts that are alike up to here are those of one paper under two titles. */
const ABSTRACT_BEGINNING = 150;

/** Remembers papers by id, by title and by the beginning of the abstract. */
export class Seen {
  private readonly ids = new Set<string>();
  private readonly titles = new Set<string>();
  private readonly abstracts = new Set<string>();

  add(paper: Omit<LabelledPaper, 'id' | 'category'> & { readonly id?: string }): void {
    if (paper.id !== undefined) this.ids.add(paper.id);
    this.titles.add(letters(paper.title));
    if (paper.abstract.length >= ABSTRACT_BEGINNING) this.abstracts.add(beginning(paper.abstract));
  }

  has(paper: LabelledPaper): boolean {
    return this.ids.has(paper.id) || this.titles.has(letters(paper.title));
  }

  /** Stricter: also where only the abstracts begin alike. */
  hasText(paper: LabelledPaper): boolean {
    return this.has(paper) || this.abstracts.has(beginning(paper.abstract));
  }
}

function beginning(abstract: string): string {
  return letters(abstract.slice(0, 2 * ABSTRACT_BEGINNING)).slice(0, ABSTRACT_BEGINNING);
}

/** By the hash of their ids: an order that does not depend on the file's. */
function inRandomOrder(papers: readonly LabelledPaper[]): LabelledPaper[] {
  return papers
    .map((paper) => ({ paper, key: contentKey('evaluation', paper.id) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ paper }) => paper);
}

/**
 * Up to `perLabel` unseen papers of every label, in random order. They are added to `seen`.
 */
function takePerLabel(
  papers: readonly LabelledPaper[],
  label: (paper: LabelledPaper) => string,
  perLabel: number,
  seen: Seen,
): LabelledPaper[] {
  const taken = new Map<string, number>();
  const chosen: LabelledPaper[] = [];
  for (const paper of inRandomOrder(papers)) {
    const count = taken.get(label(paper)) ?? 0;
    if (count >= perLabel || seen.has(paper)) continue;
    taken.set(label(paper), count + 1);
    seen.add(paper);
    chosen.push(paper);
  }
  return chosen;
}

export interface Division {
  readonly sets: readonly ArxivSet[];
  /** Every other paper, no title and no beginning of an abstract twice. */
  readonly training: readonly LabelledPaper[];
}

/**
 * Divides the corpora. Reported: all of arxiv-cs-6k (12 categories × 500), and 6,000 papers of
 * arxiv-allscience-50k spread evenly over its 13 archives. Parameters are chosen on 150 further
 * papers of each of these labels. Training text shares no id, no title and no beginning
 * of an abstract with any of them.
 */
export function divideCorpora(): Division {
  const reportedCs = inRandomOrder(readCorpus('arxiv-cs-6k'));
  const cs = readCorpus('arxiv-cs-100k');
  const science = readCorpus('arxiv-allscience-50k');
  const category = (paper: LabelledPaper): string => paper.category;

  const seen = new Seen();
  reportedCs.forEach((paper) => seen.add(paper));
  const archives = new Set(science.map(archive)).size;
  const reportedScience = takePerLabel(
    science,
    archive,
    Math.ceil(ALL_SCIENCE_REPORTED / archives),
    seen,
  ).slice(0, ALL_SCIENCE_REPORTED);
  const categories = new Set(reportedCs.map(category));
  const chooseCs = takePerLabel(
    cs.filter((paper) => categories.has(paper.category)),
    category,
    CHOOSE_PER_LABEL,
    seen,
  );
  const chooseScience = takePerLabel(science, archive, CHOOSE_PER_LABEL, seen);

  const training: LabelledPaper[] = [];
  for (const paper of [...cs, ...science]) {
    if (seen.hasText(paper)) continue;
    seen.add(paper);
    training.push(paper);
  }
  const set = (
    name: ArxivSet['name'],
    part: ArxivSet['part'],
    papers: readonly LabelledPaper[],
    label: (paper: LabelledPaper) => string,
  ): ArxivSet => ({
    name,
    part,
    papers,
    labels: papers.map(label),
    fine: label === category ? null : papers.map(category),
  });
  return {
    sets: [
      set('arxiv-cs', 'choose', chooseCs, category),
      set('all-science', 'choose', chooseScience, archive),
      set('arxiv-cs', 'report', reportedCs, category),
      set('all-science', 'report', reportedScience, archive),
    ],
    training,
  };
}
