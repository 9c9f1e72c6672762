import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectEncoding, StreamDecoder } from './decode';

function utf16(text: string, bigEndian = false, mark = true): Uint8Array {
  const whole = mark ? `\uFEFF${text}` : text;
  const bytes = new Uint8Array(whole.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < whole.length; i++) view.setUint16(2 * i, whole.charCodeAt(i), !bigEndian);
  return bytes;
}

function decodeInPieces(bytes: Uint8Array, size: number): { text: string; encoding: string } {
  const decoder = new StreamDecoder(detectEncoding(bytes.subarray(0, 64)));
  let text = '';
  for (let at = 0; at < bytes.length; at += size)
    text += decoder.decode(bytes.subarray(at, at + size));
  return { text: text + decoder.decode(), encoding: decoder.encoding };
}

const sample = 'title,abstract\nÜber Bäume,“Größe” der Wälder – naïve café\n';

describe('decoding', () => {
  it.each([
    ['utf-8', new TextEncoder().encode(sample)],
    ['utf-8', new TextEncoder().encode(`\uFEFF${sample}`)],
    ['utf-16le', utf16(sample)],
    ['utf-16be', utf16(sample, true)],
    ['utf-16le', utf16(sample, false, false)],
    ['utf-16be', utf16(sample, true, false)],
  ])('recognises %s and reads it, in pieces of any size', (encoding, bytes) => {
    for (const size of [1, 3, 7, 1000]) {
      expect(decodeInPieces(bytes, size)).toEqual({ text: sample, encoding });
    }
  });

  it('reads Windows-1252, also if the first such byte comes late', () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode('a'.repeat(100)), 0xfc, 0x93, 0x80]);
    expect(decodeInPieces(bytes, 16)).toEqual({
      text: `${'a'.repeat(100)}ü“€`,
      encoding: 'windows-1252',
    });
    expect(detectEncoding(Uint8Array.from([0x62, 0xe9, 0x20]))).toBe('windows-1252');
  });

  it('keeps what is readable of damaged UTF-8', () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode('é'.repeat(60)), 0xff, 0x41]);
    const { text, encoding } = decodeInPieces(bytes, 32);
    expect(encoding).toBe('utf-8');
    expect(text).toContain('\uFFFDA');
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.integer({ min: 1, max: 50 }),
        (bytes, size) => {
          expect(typeof decodeInPieces(bytes, size).text).toBe('string');
        },
      ),
    );
  });
});
