/** A JSON text in pieces: JSON Lines line by line, everything else value by value. */
import { JsonScanner, type JsonPiece } from './json-scanner';
import { linesOf } from './lines';
import { longestRecord } from './reading';

/** Ends of the first two lines that say something; -1 where the text does not tell yet. */
function firstLines(text: string): readonly [string, string] | null {
  const [, first, second] = /^\s*([^\n\r]+)[\n\r]\s*([^\n\r]+)[\n\r]/u.exec(text) ?? [];
  return first === undefined || second === undefined ? null : [first, second];
}

function isWholeObject(line: string): boolean {
  const text = line.trim();
  if (!text.startsWith('{') || !text.endsWith('}')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads ahead until it is known whether the text has one object per line: the first two lines that
 * say something tell, wherever they end. In a text of one line, and in an array, they never do.
 */
async function lookAhead(
  chunks: AsyncIterator<string>,
): Promise<{ readonly ahead: string; readonly lines: boolean }> {
  let ahead = '';
  for (;;) {
    const next = await chunks.next();
    const atEnd = next.done === true;
    ahead += atEnd ? '\n' : next.value;
    const text = ahead.replace(/^\uFEFF/u, '');
    if (/^\s*[^\s{]/u.test(text)) return { ahead, lines: false };
    const two = firstLines(text);
    if (two !== null) return { ahead, lines: isWholeObject(two[0]) || isWholeObject(two[1]) };
    if (atEnd || ahead.length > 2 * longestRecord) return { ahead, lines: false };
  }
}

/** The values of a JSON text, in batches; each is whole unless its state says otherwise. */
export async function* jsonPieces(chunks: AsyncIterable<string>): AsyncGenerator<JsonPiece[]> {
  const iterator = chunks[Symbol.asyncIterator]();
  const { ahead, lines } = await lookAhead(iterator);
  async function* all(): AsyncGenerator<string> {
    yield ahead;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
      yield next.value;
    }
  }
  if (lines) {
    for await (const batch of linesOf(all())) yield batch.flatMap(pieceOfLine);
    return;
  }
  const scanner = new JsonScanner();
  for await (const chunk of all()) yield scanner.push(chunk);
  yield scanner.end();
}

function pieceOfLine({ text, number }: { text: string | null; number: number }): JsonPiece[] {
  if (text !== null && text.trim() === '') return [];
  const state = text === null ? 'too long' : 'whole';
  return [{ line: number, text: text ?? '', state, within: 'array', key: null }];
}
