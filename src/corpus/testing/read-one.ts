/** Reading a single file in a test. */
import { expect } from 'vitest';
import type { ImportOutcome } from '../import-files';
import { importFiles } from '../import-run';
import type { Paper } from '../paper';

export async function read(content: BlobPart, name = 'file'): Promise<ImportOutcome> {
  return importFiles([{ name, blob: new Blob([content]) }]);
}

/** The one paper that a file holds; nothing of it may be refused. */
export async function only(content: BlobPart): Promise<Paper> {
  const { corpus, report } = await read(content);
  expect(report.refusals).toEqual([]);
  expect(corpus.papers).toHaveLength(1);
  const [paper] = corpus.papers;
  if (paper === undefined) throw new Error('no paper');
  return paper;
}

export function urls(paper: Paper): string[] {
  return paper.links.map(({ kind, url }) => `${kind} ${url}`);
}
