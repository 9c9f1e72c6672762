/** Text in chunks, cut into lines. */
import { longestRecord } from './reading';

export interface NumberedLine {
  /** Counted from 1. */
  readonly number: number;
  /** Without its line end; null if it is longer than any record may be. */
  readonly text: string | null;
}

/**
 * The lines of a text that comes in chunks, one batch per chunk: LF, CRLF, CR and LF+CR all end a
 * line (the last as a blank line more). A line beyond `longest` characters is passed over.
 */
export async function* linesOf(
  chunks: AsyncIterable<string>,
  longest = longestRecord,
): AsyncGenerator<readonly NumberedLine[]> {
  let number = 1;
  let rest = '';
  let overflowing = false;
  for await (const chunk of chunks) {
    const text = rest + chunk;
    // A carriage return at the end may be half of a line end: it waits for the next chunk.
    const whole = text.endsWith('\r') ? text.slice(0, -1) : text;
    const parts = whole.split(/\r\n|\n|\r/u);
    rest = (parts.pop() ?? '') + text.slice(whole.length);
    const batch: NumberedLine[] = [];
    for (const part of parts) {
      batch.push({ number: number++, text: overflowing || part.length > longest ? null : part });
      overflowing = false;
    }
    if (rest.length > longest) {
      overflowing = true;
      rest = '';
    }
    if (batch.length > 0) yield batch;
  }
  if (overflowing) yield [{ number, text: null }];
  else if (rest !== '') yield [{ number, text: rest.replace(/\r$/u, '') }];
}
