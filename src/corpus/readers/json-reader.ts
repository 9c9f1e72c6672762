/** Reader of JSON and JSON Lines in every shape we know, and of our own corpus file. */
import { hasTitle, type ColumnUse } from '../columns';
import { corpusFormat, readPaper } from '../corpus-file';
import { jsonLayout, JsonScanner, type JsonLayout, type JsonValueText } from '../json-scanner';
import { linesOf } from '../lines';
import {
  batchSize,
  blankRecord,
  refusedAt,
  type Reading,
  type TextFile,
  type TextReader,
} from '../reading';
import { FieldsByName, isJsonObject, type JsonObject } from './json-fields';
import { jsonShapeOf } from './json-shapes';
import { UnmappedTable } from './table-reader';

async function* valuesOf(
  file: TextFile,
  layout: JsonLayout,
): AsyncGenerator<readonly JsonValueText[]> {
  if (layout.kind === 'lines') {
    for await (const lines of linesOf(file.chunks)) {
      yield lines
        .filter(({ text }) => text === null || text.trim() !== '')
        .map(({ text, number }) => ({
          line: number,
          text: text ?? '',
          state: text === null ? 'too long' : 'whole',
        }));
    }
    return;
  }
  const scanner = new JsonScanner(layout.start);
  for await (const chunk of file.chunks) yield scanner.push(chunk);
  yield scanner.end();
}

/** Whether the beginning of a JSON text is that of our own corpus file. */
export function isCorpusFile(beginning: string): boolean {
  return new RegExp(`^\\s*\\{\\s*"format"\\s*:\\s*"${corpusFormat}"`, 'u').test(beginning);
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

type Parsed = { readonly line: number } & (
  { readonly value: JsonObject } | { readonly value: null; readonly reason: string }
);

function parse({ text, line, state }: JsonValueText): Parsed {
  const refused = (reason: string): Parsed => ({ line, value: null, reason });
  if (state === 'too long') return refused('It is longer than any paper can be.');
  if (state === 'cut short') return refused('The file ends in the middle of this paper.');
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? { line, value } : refused('It is not a JSON object.');
  } catch {
    return refused('It is not valid JSON.');
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

/** Asks for a mapping if not one of the first papers shows a title by the names of its fields. */
function requireTitles(values: readonly JsonObject[], byName: FieldsByName, file: TextFile): void {
  const strangers = values.filter((value) => jsonShapeOf(value) === null);
  const [first] = strangers;
  if (first === undefined || strangers.length < values.length) return;
  if (strangers.some((value) => hasTitle(byName.usesOf(value)))) return;
  const columns = [...new Set(strangers.slice(0, 20).flatMap((value) => Object.keys(value)))].slice(
    0,
    500,
  );
  const sample = strangers
    .slice(0, 5)
    .map((value) =>
      columns.map((column) => String(JSON.stringify(value[column]) ?? '').slice(0, 300)),
    );
  throw new UnmappedTable(file.name, { delimiter: ',', columns, sample });
}

/** Reads JSON. */
export const readJson: TextReader = async function* (file, context) {
  const ours = isCorpusFile(file.beginning);
  const byName = new FieldsByName(context.mapping);
  const columns = new Map<string, ColumnUse>();
  let first = true;
  let readings: Reading[] = [];
  function readTheirs(value: JsonObject, line: number): Reading {
    const shape = context.mapping === undefined ? jsonShapeOf(value) : null;
    if (shape !== null) return { kind: 'record', record: { ...shape.read(value), line } };
    for (const use of byName.usesOf(value)) {
      if (columns.size < 500 && !columns.has(use.column)) columns.set(use.column, use);
    }
    return { kind: 'record', record: byName.read(value, line) };
  }
  for await (const texts of valuesOf(file, jsonLayout(file.beginning))) {
    const parsed = texts.map(parse);
    const objects = parsed.flatMap(({ value }) => (value === null ? [] : [value]));
    if (first && !ours && objects.length > 0) {
      requireTitles(objects, byName, file);
      first = false;
    }
    for (const found of parsed) {
      if (found.value === null) readings.push(refusedAt(found.line, found.reason));
      else if (ours) readings.push(readOurs(found.value, found.line));
      else readings.push(readTheirs(found.value, found.line));
      if (readings.length >= batchSize) {
        yield readings;
        readings = [];
      }
    }
  }
  context.useColumns([...columns.values()]);
  if (readings.length > 0) yield readings;
};
