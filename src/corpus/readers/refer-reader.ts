/** Reader of the tagged format of EndNote (`.enw`), which is that of `refer` and BibIX. */
import { linesOf } from '../lines';
import { peopleInFields } from '../people';
import { joinedParts, type Tagged } from './tagged-records';
import {
  batchSize,
  blankRecord,
  longestRecord,
  refusedAt,
  type RawRecord,
  type Reading,
  type TextReader,
} from '../reading';

const tagLine = /^\s{0,8}%([0-9A-Z@!$%&()*+<>?[\]^~:=#/])(?:\s(.*))?$/u;

/** Whether a text is in this format: tags in front of lines, the title among them. */
export function isRefer(text: string): boolean {
  return /^\s{0,8}%[0-9A-Z]\s\S/u.test(text.trimStart()) && /^\s{0,8}%[TB]\s\S/mu.test(text);
}

function recordOf(tagged: Tagged, line: number): RawRecord {
  const all = (...tags: readonly string[]): string[] =>
    tags
      .flatMap((tag) => tagged.get(tag) ?? [])
      .map((text) => text.trim())
      .filter((text) => text !== '');
  const first = (...tags: readonly string[]): string => all(...tags)[0] ?? '';
  const number = first('M');
  const title = first('T', 'B', '!');
  return {
    ...blankRecord,
    line,
    title,
    abstract: joinedParts(tagged, 'X'),
    authors: peopleInFields(all('A')),
    date: first('D', '8'),
    venue: first('J', ...(first('T') === '' ? [] : ['B']), 'S'),
    categories: all('K').flatMap((text) => text.split(/\s*[;\n]\s*/u)),
    doi: first('R').includes('10.') ? first('R') : '',
    arxivId: /arxiv/iu.test(number) ? number : '',
    pubmedId: /^(?:pmid:? ?)?\d{5,9}$/iu.test(number) ? number : '',
    urls: all('U', '>').flatMap((text) => text.split(/\s+/u)),
    extra: [
      ['type', first('0')],
      ['language', first('G')],
      ['publisher', first('I')],
      ['notes', all('Z').join('; ')],
    ].flatMap(([name = '', text = '']): [string, string][] =>
      text === '' ? [] : [[name, text.slice(0, 2000)]],
    ),
  };
}

/** Gathers lines into records: `%0` begins one, or a tag behind a blank line where there is no `%0`. */
class Records {
  #tagged = new Map<string, string[]>();
  #line = 0;
  #length = 0;
  #tag = '';
  #blank = false;
  #typed = false;

  push(text: string, number: number): Reading | null {
    const found = tagLine.exec(text.replace(/^\uFEFF/u, ''));
    if (found === null) {
      if (text.trim() === '') this.#blank = true;
      else this.#continue(text.trim());
      return null;
    }
    const [, tag = '', value = ''] = found;
    const begins = tag === '0' || (this.#blank && !this.#typed && this.#tagged.has('T'));
    const ended = begins ? this.end() : null;
    this.#blank = false;
    this.#typed ||= tag === '0';
    if (this.#tagged.size === 0) this.#line = number;
    this.#tag = tag;
    this.#length += value.length;
    if (this.#length > longestRecord) return ended;
    const values = this.#tagged.get(tag);
    if (values === undefined) this.#tagged.set(tag, [value]);
    else values.push(value);
    return ended;
  }

  #continue(text: string): void {
    const values = this.#tagged.get(this.#tag);
    this.#length += text.length;
    if (values === undefined || this.#length > longestRecord) return;
    // Keywords stand one on each line; of a text, a blank line parts paragraphs.
    const space = this.#tag === 'K' ? '\n' : this.#blank ? '\n\n' : ' ';
    values.push(`${values.pop() ?? ''}${space}${text}`);
    this.#blank = false;
  }

  end(): Reading | null {
    if (this.#tagged.size === 0) return null;
    const reading: Reading =
      this.#length > longestRecord
        ? refusedAt(this.#line, 'It is longer than any paper can be.')
        : { kind: 'record', record: recordOf(this.#tagged, this.#line) };
    this.#tagged = new Map();
    this.#length = 0;
    this.#tag = '';
    return reading;
  }
}

/** Reads the tagged format of EndNote. */
export const readRefer: TextReader = async function* (file) {
  const records = new Records();
  let readings: Reading[] = [];
  for await (const lines of linesOf(file.chunks)) {
    for (const { text, number } of lines) {
      const reading =
        text === null
          ? refusedAt(number, 'It is longer than any paper can be.')
          : records.push(text, number);
      if (reading !== null) readings.push(reading);
      if (readings.length >= batchSize) {
        yield readings;
        readings = [];
      }
    }
  }
  const last = records.end();
  yield last === null ? readings : [...readings, last];
};
