/** Texts as bytes of old encodings, for tests: what the browser decodes, turned round. */
import { decoded, type TextEncoding } from '../text-encodings';

const tables = new Map<TextEncoding, ReadonlyMap<string, readonly number[]>>();

function tableOf(encoding: TextEncoding): ReadonlyMap<string, readonly number[]> {
  const known = tables.get(encoding);
  if (known !== undefined) return known;
  const table = new Map<string, readonly number[]>();
  function add(bytes: readonly number[]): void {
    const text = decoded(Uint8Array.from(bytes), encoding);
    if ([...text].length === 1 && text !== '\uFFFD' && !table.has(text)) table.set(text, bytes);
  }
  for (let byte = 0; byte < 256; byte++) add([byte]);
  for (let first = 0x81; first < 0xff; first++) {
    for (let second = 0x40; second < 0xff; second++) add([first, second]);
  }
  tables.set(encoding, table);
  return table;
}

/** The bytes of a text. @throws Error if the encoding has no such character */
export function encode(text: string, encoding: TextEncoding): Uint8Array<ArrayBuffer> {
  const table = tableOf(encoding);
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const bytes = table.get(character);
      if (bytes === undefined) throw new Error(`${encoding} has no ${character}`);
      return bytes;
    }),
  );
}
