/** Bytes to text: UTF-8, UTF-16 and Windows-1252 told apart by the bytes themselves. */

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

function isUtf8(bytes: Uint8Array): boolean {
  // The last character may be cut by the end of the sample: up to three bytes of it are let go.
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    decoder.decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/**
 * The encoding of a text from its first bytes: by byte order mark, then by where the zero bytes lie
 * (Latin text in UTF-16 has one in every pair), then by whether it is valid UTF-8.
 */
export function detectEncoding(bytes: Uint8Array): TextEncoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const zeros: [number, number] = [0, 0];
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) zeros[i % 2 === 0 ? 0 : 1]++;
  const pairs = bytes.length / 2;
  if (zeros[1] > pairs * 0.3 && zeros[0] < pairs * 0.05) return 'utf-16le';
  if (zeros[0] > pairs * 0.3 && zeros[1] < pairs * 0.05) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

/** Decodes a stream of bytes piece by piece. */
export class StreamDecoder {
  #decoder: TextDecoder;
  #ascii = true;
  #encoding: TextEncoding;

  constructor(encoding: TextEncoding) {
    this.#encoding = encoding;
    this.#decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' });
  }

  /** The encoding in use: it changes if a file that began as ASCII turns out not to be UTF-8. */
  get encoding(): TextEncoding {
    return this.#encoding;
  }

  /** The text of the next bytes; call without bytes at the end. */
  decode(bytes?: Uint8Array): string {
    try {
      const text = this.#decoder.decode(bytes, { stream: bytes !== undefined });
      // Every character beyond ASCII takes more bytes than UTF-16 units.
      if (bytes !== undefined && text.length !== bytes.length) this.#ascii = false;
      return text;
    } catch {
      // Nothing but ASCII so far: any single-byte reading of it is the same, so the file is in one.
      // Otherwise it is UTF-8 with damage: the damaged characters become U+FFFD.
      this.#encoding = this.#ascii ? 'windows-1252' : 'utf-8';
      this.#decoder = new TextDecoder(this.#encoding);
      return this.#decoder.decode(bytes, { stream: bytes !== undefined });
    }
  }
}
