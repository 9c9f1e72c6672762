/**
 * Our own corpus file: JSON that keeps everything a {@link Paper} holds.
 *
 * ```json
 * { "format": "papergrove-corpus", "version": 1, "name": "…", "source": "…",
 *   "papers": [ { "id": "…", "title": "…", "abstract": "…", "links": [{ "kind": "arxiv", "url": "…" }] } ] }
 * ```
 * Only `title` is required of a paper; absent fields are empty. Fields that a newer version may add
 * are ignored, and a paper that cannot be read costs only itself.
 */
import * as v from 'valibot';
import { contentKey } from '../foundation/hash';
import { failure, messageOf, success, type Failure, type Result } from '../foundation/result';
import { followable, possibleYear } from './believed';
import type { Refusal } from './import-report';
import { firstJsonError, lineAt } from './json-syntax';
import { type Corpus, type LinkKind, type Paper, type SharedKey } from './paper';
import { safeRecord } from './safe-record';
import { titleId } from './title-id';

export const corpusFormat = 'papergrove-corpus';
export const corpusVersion = 1;

/** A corpus file as read: the papers that could be read, and what could not. */
export interface CorpusFile {
  readonly corpus: Corpus;
  /** Where the papers came from, in words; empty if the file does not say. */
  readonly source: string;
  readonly refused: readonly Refusal[];
}

/** Every kind of link, for reading one from a file. */
export const linkKinds = [
  'paper',
  'arxiv',
  'huggingface',
  'doi',
  'pdf',
  'pubmed',
  'openreview',
  'acl',
  'github',
  'code',
  'other',
] as const satisfies readonly LinkKind[];

const text = v.pipe(v.string(), v.trim());
const optionalText = v.optional(v.nullable(text), null);
const texts = v.optional(v.array(text), []);

const fileSchema = v.object({
  format: v.literal(corpusFormat),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  id: v.optional(v.string()),
  name: v.optional(text, ''),
  source: v.optional(text, ''),
  papers: v.array(v.unknown()),
});

const singleSchema = v.object({
  id: optionalText,
  title: v.pipe(text, v.nonEmpty('it has no title')),
  abstract: v.optional(v.nullable(text), ''),
  authors: texts,
  year: v.optional(v.nullable(v.pipe(v.number(), v.integer())), null),
  venue: optionalText,
  categories: texts,
  doi: optionalText,
  arxivId: optionalText,
  links: v.optional(
    v.array(v.object({ kind: v.fallback(v.picklist(linkKinds), 'other'), url: text })),
    [],
  ),
  extra: v.optional(v.record(v.string(), v.string()), {}),
  original: v.optional(
    v.object({ title: v.optional(v.string()), abstract: v.optional(v.string()) }),
  ),
});

/** Every key that copies can share. */
export const sharedKeys = ['doi', 'arxiv', 'title'] as const satisfies readonly SharedKey[];

const paperSchema = v.object({
  ...singleSchema.entries,
  copies: v.optional(
    v.array(
      v.object({
        paper: singleSchema,
        file: v.optional(v.string(), ''),
        line: v.optional(v.nullable(v.number()), null),
        by: v.optional(v.nullable(v.picklist(sharedKeys)), null),
      }),
    ),
  ),
});

/**
 * Reads one paper of a corpus file.
 *
 * @returns the paper, or the reason why not, as the end of a sentence
 */
export function readPaper(value: unknown): Result<Paper, Failure> {
  const parsed = v.safeParse(paperSchema, value);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const field = v.getDotPath(issue);
    return failure({
      code: 'paper-malformed',
      message:
        field === null ? 'This is not a paper.' : `Its “${field}” cannot be read: ${issue.message}`,
      remedy: 'Give it at least a title.',
    });
  }
  const { copies, ...paper } = parsed.output;
  if (copies === undefined) return success(completed(paper));
  const read = copies.map((copy) => ({ ...copy, paper: completed(copy.paper) }));
  return success({ ...completed(paper), copies: read });
}

function completed(read: v.InferOutput<typeof singleSchema>): Paper {
  const { id, abstract, links, extra, original, ...rest } = read;
  return {
    ...rest,
    id: id ?? rest.doi ?? rest.arxivId ?? titleId(rest.title),
    abstract: abstract ?? '',
    year: possibleYear(rest.year),
    links: followable(links),
    extra: safeRecord(Object.entries(extra)),
    ...(original === undefined ? {} : { original }),
  };
}

/**
 * Reads a corpus file.
 *
 * @param content the file's text
 * @param file its name, for messages
 * @returns every readable paper with what was refused, or a failure when there is none at all
 */
export function readCorpusFile(content: string, file: string): Result<CorpusFile> {
  if (content.trim() === '') {
    return failure({
      code: 'corpus-empty',
      message: `${file} is empty.`,
      remedy: 'Try again, or open another file of papers.',
    });
  }
  const parsed = parseJson(content, file);
  if (!parsed.ok) return parsed;
  const shape = v.safeParse(fileSchema, parsed.value);
  if (!shape.success) {
    return failure({
      code: 'corpus-malformed',
      message: `${file} is not a Papergrove corpus.`,
      remedy: 'Try again, or open the file it was made from.',
      detail: shape.issues
        .map((issue) => `${v.getDotPath(issue) ?? 'file'}: ${issue.message}`)
        .join('\n'),
    });
  }
  if (shape.output.version > corpusVersion) {
    return failure({
      code: 'corpus-newer',
      message: `${file} was written by a newer Papergrove (file version ${shape.output.version}).`,
      remedy: 'Reload the page to get the newest version, then open it again.',
    });
  }
  return readPapers(shape.output, content, file);
}

function parseJson(content: string, file: string): Result<unknown> {
  try {
    const value: unknown = JSON.parse(content.replace(/^\uFEFF/u, ''));
    return success(value);
  } catch (thrown) {
    const position = firstJsonError(content);
    const where = position === null ? '' : `: it breaks at line ${lineAt(content, position)}`;
    return failure({
      code: 'corpus-malformed',
      message: `${file} is not valid JSON${where}.`,
      remedy: 'Try again; if it stays so, the file was cut short or damaged: download it anew.',
      detail: messageOf(thrown),
    });
  }
}

function readPapers(
  shape: v.InferOutput<typeof fileSchema>,
  content: string,
  file: string,
): Result<CorpusFile> {
  const papers: Paper[] = [];
  const refused: Refusal[] = [];
  for (const [index, value] of shape.papers.entries()) {
    const paper = readPaper(value);
    if (paper.ok) papers.push(paper.value);
    else refused.push({ file, line: null, reason: `Paper ${index + 1}: ${paper.error.message}` });
  }
  if (papers.length === 0) {
    return failure({
      code: 'corpus-empty',
      message: `${file} holds no paper that can be read.`,
      remedy: 'Try again, or open another file of papers.',
      ...(refused[0] === undefined ? {} : { detail: refused[0].reason }),
    });
  }
  const id = shape.id ?? contentKey(content);
  const name = shape.name === '' ? file : shape.name;
  return success({ corpus: { id, name, papers }, source: shape.source, refused });
}

/**
 * Writes a corpus file: two spaces of indentation, a final newline, fields in a fixed order and empty
 * ones left out, so that equal corpora give equal bytes.
 */
export function writeCorpusFile(corpus: Corpus, source: string): string {
  const papers = corpus.papers.map(plainPaper);
  const { id, name } = corpus;
  const whole = { format: corpusFormat, version: corpusVersion, id, name, source, papers };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** A paper as a corpus file holds it: fields in a fixed order, empty ones left out. */
export function plainPaper(paper: Paper): object {
  return {
    id: paper.id,
    title: paper.title,
    abstract: paper.abstract,
    ...(paper.authors.length > 0 && { authors: paper.authors }),
    ...(paper.year !== null && { year: paper.year }),
    ...(paper.venue !== null && { venue: paper.venue }),
    ...(paper.categories.length > 0 && { categories: paper.categories }),
    ...(paper.doi !== null && { doi: paper.doi }),
    ...(paper.arxivId !== null && { arxivId: paper.arxivId }),
    ...(paper.links.length > 0 && { links: paper.links }),
    ...(Object.keys(paper.extra).length > 0 && { extra: paper.extra }),
    ...(paper.original !== undefined && { original: paper.original }),
    ...(paper.copies !== undefined && {
      copies: paper.copies.map((copy) => ({ ...copy, paper: plainPaper(copy.paper) })),
    }),
  };
}
