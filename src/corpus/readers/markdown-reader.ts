/**
 * Reader of the Markdown lists written here (`writers/markdown.ts`): an item per paper with its title
 * in bold, what is known of it as items within, its abstract quoted.
 */
import { linesOf } from '../lines';
import { blankRecord, refusedAt, type RawRecord, type Reading, type TextReader } from '../reading';

const titleLine = /^- \*\*((?:[^*\\]|\\.)+)\*\*\s*$/u;
const factLine = /^ {2}- (Authors|Venue|Year|Keywords|DOI|arXiv|Links): (.*)$/u;
const quotedLine = /^ {2}>\s?(.*)$/u;

/** Whether a text begins as such a list does. */
export function isMarkdownList(beginning: string): boolean {
  return titleLine.test(beginning.split('\n', 1)[0] ?? '');
}

/** Text as it was before it was written as Markdown. */
function plain(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])/gu, '$1').trim();
}

function listed(markdown: string): string[] {
  return markdown.split('; ').map(plain);
}

function withFact(record: RawRecord, name: string, value: string): RawRecord {
  switch (name) {
    case 'Authors':
      return { ...record, authors: listed(value) };
    case 'Keywords':
      return { ...record, categories: listed(value) };
    case 'Links':
      return {
        ...record,
        urls: Array.from(value.matchAll(/\]\(<([^<>]*)>\)/gu), ([, url]) => url ?? ''),
      };
    case 'Venue':
      return { ...record, venue: plain(value) };
    case 'Year':
      return { ...record, date: value };
    case 'DOI':
      return { ...record, doi: plain(value) };
    default:
      return { ...record, arxivId: plain(value) };
  }
}

function withQuoted(record: RawRecord, line: string): RawRecord {
  const text = plain(line);
  return { ...record, abstract: record.abstract === '' ? text : `${record.abstract}\n${text}` };
}

/** Reads a list; lines that are none of its own are passed over, as notes written between. */
export const readMarkdown: TextReader = async function* (file) {
  let record: RawRecord | null = null;
  for await (const lines of linesOf(file.chunks)) {
    const readings: Reading[] = [];
    for (const { text, number } of lines) {
      if (text === null) {
        readings.push(refusedAt(number, 'It is longer than any paper can be.'));
        continue;
      }
      const title = titleLine.exec(text)?.[1];
      if (title !== undefined) {
        if (record) readings.push({ kind: 'record', record });
        record = { ...blankRecord, line: number, title: plain(title) };
        continue;
      }
      const [, name, value] = factLine.exec(text) ?? [];
      const quoted = quotedLine.exec(text)?.[1];
      if (record && name !== undefined && value !== undefined)
        record = withFact(record, name, value);
      else if (record && quoted !== undefined) record = withQuoted(record, quoted);
    }
    yield readings;
  }
  if (record) yield [{ kind: 'record', record }];
};
