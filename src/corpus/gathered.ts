/** What an import has found so far: papers, copies merged, refusals; in the end its outcome. */
import { contentKey } from '../foundation/hash';
import { checkVectors } from './brought-vectors';
import { completePaper } from './complete-paper';
import { PaperCollection, type Added, type Doubt, type FoundPaper, type Merge } from './duplicates';
import { findFacets } from './facets';
import { nameOf } from './file-names';
import type { ImportFile, ImportOutcome, TableToMap } from './import-files';
import { mostListed, type FileReport, type Refusal } from './import-report';
import type { Matrix } from './npy';
import { withOrigin } from './origin';
import type { TableShape } from './readers/table-reader';
import type { Reading } from './reading';
import { vectorRows, type MatrixFile } from './vector-rows';

export class Gathered {
  /** Every record that is a paper, for merging anew once the user has taken a merge back. */
  readonly #records: FoundPaper[] = [];
  readonly #said = { apart: new Set<number>(), together: new Set<number>() };
  #papers = new PaperCollection();
  #merges: Merge[] = [];
  #doubts: Doubt[] = [];
  readonly #files: FileReport[] = [];
  readonly #refusals: Refusal[] = [];
  readonly #toMap: TableToMap[] = [];
  readonly #matrices: MatrixFile[] = [];
  #found = 0;
  #merged = 0;
  #doubted = 0;
  #refused = 0;
  readonly #damages: Refusal[] = [];
  #damaged = 0;
  #name: string | null = null;

  /** Records found so far. */
  get found(): number {
    return this.#found;
  }

  /**
   * Takes what a reader made of one record.
   *
   * @param ordinal number of the record in its file, from 0
   */
  take(file: string, ordinal: number, reading: Reading): void {
    this.#found++;
    if (reading.kind === 'refused') return this.#refuse(file, reading.line, reading.reason);
    const { line, vector } = reading.record;
    const paper = completePaper(reading.record);
    if (!paper.ok) return this.#refuse(file, line, reading.damage ?? paper.error.message);
    if (reading.damage !== undefined) this.#noteDamage({ file, line, reason: reading.damage });
    const found: FoundPaper = {
      paper: withOrigin(paper.value, file),
      file,
      line,
      ordinal,
      vector: vector === undefined ? null : Float32Array.from(vector),
    };
    this.#records.push(found);
    this.#note(this.#papers.add(found));
  }

  /**
   * Takes a merge back, or merges again; merges two records in doubt, or leaves them apart again.
   *
   * @param record the number of the record that the merge or the doubt names
   */
  keepApart(record: number, apart: boolean): void {
    const [undone, done] = apart
      ? [this.#said.together, this.#said.apart]
      : [this.#said.apart, this.#said.together];
    if (!undone.delete(record)) done.add(record);
    this.#papers = new PaperCollection(this.#said);
    this.#merges = [];
    this.#doubts = [];
    this.#merged = 0;
    this.#doubted = 0;
    for (const found of this.#records) this.#note(this.#papers.add(found));
  }

  #note({ merges, doubt }: Added): void {
    for (const merge of merges) {
      if (!merge.apart) this.#merged++;
      if (this.#merges.length < mostListed) this.#merges.push(merge);
    }
    if (doubt === null) return;
    this.#doubted++;
    if (this.#doubts.length < mostListed) this.#doubts.push(doubt);
  }

  /** Notes what became of a file, once it is read. */
  addFile(report: FileReport): void {
    this.#files.push(report);
  }

  /** Notes a table that was not read because its columns are unknown. */
  addTable(file: string, { columns, sample, headerLine = 1, above = [] }: TableShape): void {
    const clipped = sample.map((row) => row.map((cell) => cell.slice(0, 300)));
    const lines = above.slice(0, mostListed).map((line) => line.slice(0, 300));
    this.#toMap.push({
      ...{ file, columns, sample: clipped },
      ...(headerLine > 1 && { headerLine, above: lines }),
    });
  }

  /** Keeps a matrix that may hold the vectors of the papers in another file. */
  addMatrix(file: string, matrix: Matrix): void {
    this.#matrices.push({ file, matrix });
  }

  /** Notes the name that a file gives its papers; the first counts. */
  callIt(name: string | null): void {
    this.#name ??= name;
  }

  outcome(files: readonly ImportFile[]): ImportOutcome {
    const papers = this.#papers.papers();
    const { rows, source, mismatches } = vectorRows(
      this.#papers.found,
      this.#matrices,
      this.#files,
    );
    const { report: vectors, vectors: matrix } = checkVectors(rows, source);
    const keys = papers.map((paper) => contentKey(paper.id, paper.title, paper.abstract));
    return {
      corpus: { id: contentKey(keys.join(' ')), name: this.#name ?? nameOf(files), papers },
      report: {
        files: this.#files.map((file) => {
          const failure = mismatches.get(file.name);
          return failure === undefined ? file : { ...file, failure };
        }),
        found: this.#found,
        kept: papers.length,
        withoutAbstract: papers.filter((paper) => paper.abstract === '').length,
        merged: this.#merged,
        refused: this.#refused,
        merges: this.#merges,
        doubted: this.#doubted,
        doubts: this.#doubts,
        refusals: this.#refusals,
        damaged: this.#damaged,
        damages: this.#damages,
        vectors,
      },
      facets: findFacets(papers),
      vectors: matrix,
      toMap: this.#toMap,
    };
  }

  #noteDamage(damage: Refusal): void {
    this.#damaged++;
    if (this.#damages.length < mostListed) this.#damages.push(damage);
  }

  #refuse(file: string, line: number | null, reason: string): void {
    this.#refused++;
    if (this.#refusals.length < mostListed) this.#refusals.push({ file, line, reason });
  }
}
