/** What is true of every import, however bad the files. */
import { expect } from 'vitest';
import type { ImportOutcome } from '../import-files';

/** What must hold of every outcome, whatever was in the files. */
export function checkOutcome({ corpus, report, vectors, facets }: ImportOutcome): void {
  expect(report.found).toBe(report.kept + report.merged + report.refused);
  expect(report.files.reduce((sum, { found }) => sum + found, 0)).toBe(report.found);
  expect(corpus.papers).toHaveLength(report.kept);
  expect(new Set(corpus.papers.map((paper) => paper.id)).size).toBe(report.kept);
  expect(corpus.papers.filter((paper) => paper.abstract === '')).toHaveLength(
    report.withoutAbstract,
  );
  if (vectors !== null) expect(vectors.data).toHaveLength(report.kept * vectors.d);
  for (const paper of corpus.papers) {
    expect(paper.title.trim()).not.toBe('');
    for (const link of paper.links) expect(link.url).toMatch(/^https?:\/\//iu);
    // Our own files are taken as they are: cleaning was done when they were made.
    if (report.files.some(({ format }) => format === 'Papergrove')) continue;
    expect(`${paper.title} ${paper.abstract}`).not.toMatch(/<script\b[^<>]*>/iu);
  }
  for (const { values } of facets) expect(values.length).toBeGreaterThan(1);
  for (const { failure } of report.files) if (failure !== null) expect(failure.remedy).not.toBe('');
}
