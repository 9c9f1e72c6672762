/** Reader of JSON and JSON Lines in every shape we know, and of our own corpus file. */
import { hasTitle, type ColumnUse } from '../columns';
import { corpusFormat, readPaper } from '../corpus-file';
import { jsonPieces } from '../json-pieces';
import { piecesWithin, type JsonPiece } from '../json-scanner';
import { parseJson } from '../json-syntax';
import {
  batchSize,
  blankRecord,
  refusedAt,
  UnreadableFile,
  type ReaderContext,
  type Reading,
  type TextFile,
  type TextReader,
} from '../reading';
import { rowsOfTable } from './json-columns';
import { FieldsByName, isJsonObject, textAt, type JsonObject } from './json-fields';
import { deepest, PaperFinder, unknownRecords, withoutEnvelope } from './json-papers';
import { jsonShapeOf } from './json-shapes';
import { UnmappedTable } from './table-reader';

/** Members that our own corpus file may have before the one that names its format. */
const before = '(?:\\s*"(?:[^"\\\\]|\\\\.)*"\\s*:\\s*(?:"(?:[^"\\\\]|\\\\.)*"|[\\w.+-]+)\\s*,)*';
const ours = new RegExp(`^\\s*\\{${before}\\s*"format"\\s*:\\s*"${corpusFormat}"`, 'u');

/** Whether the beginning of a JSON text is that of our own corpus file. */
export function isCorpusFile(beginning: string): boolean {
  return ours.test(beginning);
}

/** The name that our own corpus file gives itself. */
export function nameInCorpusFile(beginning: string): string | null {
  const quoted = /^\s*\{[^[\]{}]*?"name"\s*:\s*("(?:[^"\\]|\\.){1,300}")/su.exec(beginning)?.[1];
  if (quoted === undefined || !isCorpusFile(beginning)) return null;
  try {
    const name: unknown = JSON.parse(quoted);
    return typeof name === 'string' ? name : null;
  } catch {
    return null;
  }
}

function readOurs(value: JsonObject, line: number): Reading {
  const paper = readPaper(value);
  if (!paper.ok) return refusedAt(line, paper.error.message);
  const { title, abstract } = paper.value;
  return {
    kind: 'record',
    record: { ...blankRecord, line, title, abstract, complete: paper.value },
  };
}

const brokenBecause: Readonly<Record<JsonPiece['state'], string>> = {
  whole: 'It is not valid JSON.',
  'cut short': 'The file ends in the middle of this paper.',
  'too long': 'It is longer than any paper can be.',
};

/** Records looked at before it is said that none has a title. */
const firstRecords = 20;

class JsonRecords {
  readonly #file: TextFile;
  readonly #context: ReaderContext;
  readonly #byName: FieldsByName;
  readonly #finder: PaperFinder;
  readonly #columns = new Map<string, ColumnUse>();
  readonly #isOurs: boolean;
  /** The first records, held until one of them is known to have a title. */
  #first: JsonObject[] | null = [];
  #related = 0;
  #readings: Reading[] = [];

  constructor(file: TextFile, context: ReaderContext) {
    this.#file = file;
    this.#context = context;
    this.#byName = new FieldsByName(context.mapping);
    this.#finder = new PaperFinder(this.#byName, context.mapping !== undefined);
    this.#isOurs = isCorpusFile(file.beginning);
  }

  /** What was read since the last call, if it is enough for a batch or all there is. */
  taken(atEnd: boolean): Reading[] {
    if (atEnd) {
      this.#requireTitles();
      this.#context.useColumns([...this.#columns.values()]);
      this.#context.countRelated(this.#related);
    } else if (this.#first !== null || this.#readings.length < batchSize) return [];
    const readings = this.#readings;
    this.#readings = [];
    return readings;
  }

  /**
   * Takes a value: a paper, or what holds papers.
   *
   * @param counts whether it is a record even if it is no paper, so that it has to be reported
   */
  take(piece: JsonPiece, counts = piece.within !== 'object'): void {
    const parsed = piece.state === 'whole' ? parseJson(piece.text) : undefined;
    const rows = parsed === undefined ? null : rowsOfTable(parsed);
    if (parsed === undefined) this.#takeBroken(piece, counts);
    else if (rows !== null) for (const row of rows) this.#add(row, piece.line);
    else if (isJsonObject(parsed) && this.#isPaper(parsed)) this.#add(parsed, piece.line);
    else if (this.#finder.holdsPapers(parsed)) this.#open(piece, Array.isArray(parsed));
    else if (!counts) return;
    else if (isJsonObject(parsed)) this.#takeUnknown(parsed, piece);
    else if (parsed === null) this.#refuse(piece, 'It is null: the service knows no such paper.');
    else if (!Array.isArray(parsed) || parsed.length > 0)
      this.#refuse(piece, 'It is not a JSON object.');
  }

  #isPaper(value: JsonObject): boolean {
    return this.#isOurs
      ? Object.hasOwn(value, 'title') && !Array.isArray(value['papers'])
      : this.#finder.isPaper(value);
  }

  #open(piece: JsonPiece, isList: boolean): void {
    for (const part of piecesWithin(piece)) this.take(part, isList);
  }

  /** A value that cannot be parsed: what is whole inside it is read, unless it is itself a paper. */
  #takeBroken(piece: JsonPiece, counts: boolean): void {
    const parts = piece.state === 'too long' ? [] : piecesWithin(piece);
    const members = parts.flatMap(({ key, text, state }): [string, unknown][] =>
      key === null ? [] : [[key, (state === 'whole' ? parseJson(text) : undefined) ?? text]],
    );
    const isPaper = this.#isPaper(Object.fromEntries(members));
    const inside = isPaper ? [] : parts.filter(({ text }) => /^[{[]/u.test(text));
    if (!inside.some((part) => this.#mayHold(part))) {
      if (counts || isPaper || piece.state === 'too long')
        this.#refuse(piece, brokenBecause[piece.state]);
      return;
    }
    const isList = members.length === 0;
    for (const part of inside) if (isList || this.#mayHold(part)) this.take(part, isList);
  }

  /** Whether there are papers in a value that may be broken. */
  #mayHold(piece: JsonPiece, depth = 0): boolean {
    const parsed = piece.state === 'whole' ? parseJson(piece.text) : undefined;
    if (parsed !== undefined) return this.#finder.holdsPapers(parsed);
    if (depth > deepest) return false;
    return piecesWithin(piece).some(
      (part) => /^[{[]/u.test(part.text) && this.#mayHold(part, depth + 1),
    );
  }

  #takeUnknown(value: JsonObject, piece: JsonPiece): void {
    const records = piece.within === 'text' ? unknownRecords(value) : null;
    if (piece.within === 'text' && records === null) requireNoError(value, this.#file.name);
    for (const record of records ?? [value]) this.#add(record, piece.line);
  }

  #add(value: JsonObject, line: number): void {
    if (this.#isOurs) {
      this.#first = null;
      this.#readings.push(readOurs(value, line));
      return;
    }
    if (this.#first !== null) this.#look(value);
    const mapped = this.#context.mapping !== undefined;
    const paper = mapped ? value : withoutEnvelope(value);
    this.#readings.push(this.#read(paper, line));
    const related = this.#finder.related(paper);
    this.#related += related.length;
    if (!this.#context.related) return;
    for (const one of related) this.#readings.push(this.#read(one, line));
  }

  #read(value: JsonObject, line: number): Reading {
    const shape = this.#context.mapping === undefined ? jsonShapeOf(value) : null;
    if (shape !== null) {
      const reason = shape.refusal?.(value) ?? null;
      return reason === null
        ? { kind: 'record', record: { ...shape.read(value), line } }
        : refusedAt(line, reason);
    }
    for (const use of this.#byName.usesOf(value)) {
      if (this.#columns.size < 500 && !this.#columns.has(use.column))
        this.#columns.set(use.column, use);
    }
    return { kind: 'record', record: this.#byName.read(value, line) };
  }

  #look(value: JsonObject): void {
    if (this.#first === null) return;
    const paper = this.#context.mapping === undefined ? withoutEnvelope(value) : value;
    if (jsonShapeOf(paper) !== null || hasTitle(this.#byName.usesOf(paper))) {
      this.#first = null;
      return;
    }
    this.#first.push(value);
    if (this.#first.length >= firstRecords) this.#requireTitles();
  }

  /** Asks for a mapping if not one of the first records shows a title by the names of its fields. */
  #requireTitles(): void {
    if (this.#first === null || this.#first.length === 0) return;
    const values = this.#first;
    const columns = [...new Set(values.flatMap((value) => Object.keys(value)))].slice(0, 500);
    const sample = values
      .slice(0, 5)
      .map((value) =>
        columns.map((column) => String(JSON.stringify(value[column]) ?? '').slice(0, 300)),
      );
    throw new UnmappedTable(this.#file.name, { delimiter: ',', columns, sample });
  }

  #refuse({ line }: JsonPiece, reason: string): void {
    this.#readings.push(refusedAt(line, reason));
  }
}

/** @throws UnreadableFile if the only thing in the file is what a service says when it fails */
function requireNoError(value: JsonObject, file: string): void {
  const said = ['error', 'message', 'detail', 'errors', 'error_message'].map((key) => {
    const inner = value[key];
    return isJsonObject(inner) ? textAt(inner, 'message') : textAt(value, key);
  });
  const message = said.find((text) => text !== '');
  if (message === undefined || Object.keys(value).length > 8) return;
  throw new UnreadableFile(
    'file-service-error',
    `${file} holds no papers but the answer of a service that failed: “${message.slice(0, 200)}”.`,
    'Ask the service again and save what it answers then.',
  );
}

/** Reads JSON. */
export const readJson: TextReader = async function* (file, context) {
  const records = new JsonRecords(file, context);
  for await (const pieces of jsonPieces(file.chunks)) {
    for (const piece of pieces) {
      records.take(piece);
      const readings = records.taken(false);
      if (readings.length > 0) yield readings;
    }
  }
  const rest = records.taken(true);
  if (rest.length > 0) yield rest;
};
