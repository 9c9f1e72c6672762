/** The encodings that texts come in, as `TextDecoder` calls them. */

/** Encodings beside UTF-8 and UTF-16, the most frequent first, with what people call them. */
const legacy = {
  'windows-1252': 'Western (Windows-1252)',
  'windows-1250': 'Central European (Windows-1250)',
  'windows-1251': 'Cyrillic (Windows-1251)',
  gb18030: 'Simplified Chinese (GB18030)',
  shift_jis: 'Japanese (Shift-JIS)',
  'euc-jp': 'Japanese (EUC-JP)',
  'iso-2022-jp': 'Japanese (ISO-2022-JP)',
  'euc-kr': 'Korean (EUC-KR)',
  big5: 'Traditional Chinese (Big5)',
  macintosh: 'Western (Mac OS Roman)',
  'koi8-r': 'Cyrillic (KOI8-R)',
  'windows-1254': 'Turkish (Windows-1254)',
  'windows-1253': 'Greek (Windows-1253)',
  'windows-1257': 'Baltic (Windows-1257)',
  'windows-1255': 'Hebrew (Windows-1255)',
  'windows-1256': 'Arabic (Windows-1256)',
  ibm866: 'Cyrillic (DOS 866)',
  'x-mac-cyrillic': 'Cyrillic (Mac OS)',
} as const;

const unicode = {
  'utf-8': 'Unicode (UTF-8)',
  'utf-16le': 'Unicode (UTF-16, little-endian)',
  'utf-16be': 'Unicode (UTF-16, big-endian)',
} as const;

export type LegacyEncoding = keyof typeof legacy;
export type TextEncoding = keyof typeof unicode | LegacyEncoding;

/** What people call each encoding. */
export const encodingNames: Readonly<Record<TextEncoding, string>> = { ...unicode, ...legacy };

function isEncoding(name: string): name is TextEncoding {
  return Object.hasOwn(encodingNames, name);
}

/** The encodings that this browser can decode: not all of them know all. */
export function decodableEncodings(): TextEncoding[] {
  return Object.keys(encodingNames).filter(isEncoding).filter(isDecodable);
}

/** Whether this browser has a decoder for the encoding. */
export function isDecodable(encoding: TextEncoding): boolean {
  try {
    return new TextDecoder(encoding) instanceof TextDecoder;
  } catch {
    return false;
  }
}

/** The text of bytes in one encoding. As a stream: Node 20 takes Windows-1252 for Latin-1 otherwise. */
export function decoded(bytes: Uint8Array, encoding: TextEncoding): string {
  const decoder = new TextDecoder(encoding);
  return decoder.decode(bytes, { stream: true }) + decoder.decode();
}

/** What a piece of a file, cut anywhere, reads like in an encoding: three lines of it at most. */
export function preview(bytes: Uint8Array, encoding: TextEncoding): string {
  const text = decoded(bytes, encoding)
    .replaceAll('\0', '')
    .replace(/\uFFFD+$/u, '');
  return text
    .split(/\r\n|\n|\r/u)
    .slice(0, 3)
    .join('\n')
    .slice(0, 240)
    .trim();
}
