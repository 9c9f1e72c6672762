/** Reader of Hugging Face listing text as a format like all others. */
import {
  blankRecord,
  longestRecord,
  refusedAt,
  UnreadableFile,
  type Reading,
  type TextReader,
} from '../reading';
import { readListing } from './read-listing';

/** Reads a listing. */
export const readListingFile: TextReader = async function* (file) {
  let text = '';
  for await (const chunk of file.chunks) {
    text += chunk;
    if (text.length > longestRecord) {
      throw new UnreadableFile(
        'file-too-large',
        `${file.name} is larger than a listing may be.`,
        'Split it and open the parts together.',
      );
    }
  }
  const { entries, refused } = readListing(text, file.name);
  yield [
    ...entries.map(({ title, abstract, line }): Reading => ({
      kind: 'record',
      record: { ...blankRecord, title, abstract, line },
    })),
    ...refused.map(({ line, reason }) => refusedAt(line, reason)),
  ];
};
