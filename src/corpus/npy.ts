/** NumPy's `.npy`: a matrix of numbers, used as the vectors of the papers in the file beside it. */
import { failure, success, type Result } from '../foundation/result';

/** Rows of equal length: `data` is n×d row-major. */
export interface Matrix {
  readonly n: number;
  readonly d: number;
  readonly data: Float32Array;
}

/** Most numbers believed: 1 GiB of Float32. */
const mostValues = 268_435_456;

type ReadValue = (view: DataView, offset: number) => number;

/** Element types by NumPy's names, without the byte order: size in bytes and how to read one. */
const types: Readonly<
  Record<string, { readonly size: number; readonly read: (little: boolean) => ReadValue }>
> = {
  f2: { size: 2, read: (little) => (view, at) => halfFloat(view.getUint16(at, little)) },
  f4: { size: 4, read: (little) => (view, at) => view.getFloat32(at, little) },
  f8: { size: 8, read: (little) => (view, at) => view.getFloat64(at, little) },
  i1: { size: 1, read: () => (view, at) => view.getInt8(at) },
  u1: { size: 1, read: () => (view, at) => view.getUint8(at) },
  i2: { size: 2, read: (little) => (view, at) => view.getInt16(at, little) },
  i4: { size: 4, read: (little) => (view, at) => view.getInt32(at, little) },
};

/** IEEE 754 half precision. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * 2 ** -14 * (fraction / 1024);
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * 2 ** (exponent - 15) * (1 + fraction / 1024);
}

/** Whether a file is a `.npy`, by its first bytes. */
export function isNpy(bytes: Uint8Array): boolean {
  return bytes[0] === 0x93 && new TextDecoder().decode(bytes.subarray(1, 6)) === 'NUMPY';
}

function malformed(file: string, why: string): Result<never> {
  return failure({
    code: 'vectors-malformed',
    message: `${file} cannot be used as vectors: ${why}.`,
    remedy: 'Save an n×d array of float32 with numpy.save, or leave the file out.',
  });
}

/**
 * Reads a two-dimensional array (format versions 1 to 3, either byte order, C or Fortran order).
 *
 * @param bytes the whole file
 * @param file its name, for messages
 */
export function readNpy(bytes: Uint8Array, file: string): Result<Matrix> {
  if (!isNpy(bytes)) return malformed(file, 'it is not a NumPy file');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const long = (bytes[6] ?? 1) > 1;
  const headerStart = long ? 12 : 10;
  if (bytes.length < headerStart) return malformed(file, 'it is cut short');
  const headerLength = long ? view.getUint32(8, true) : view.getUint16(8, true);
  const start = headerStart + headerLength;
  const header = new TextDecoder().decode(
    bytes.subarray(headerStart, Math.min(start, headerStart + 4096)),
  );
  const [, order = '', code = ''] = /'descr'\s*:\s*'([<>|=]?)([a-z]\d+)'/u.exec(header) ?? [];
  const [, first = '', second = ''] =
    /'shape'\s*:\s*\((\d{1,12})L?,\s*(\d{1,12})L?,?\s*\)/u.exec(header) ?? [];
  const fortran = /'fortran_order'\s*:\s*True/u.test(header);
  const type = Object.hasOwn(types, code) ? types[code] : undefined;
  if (type === undefined) return malformed(file, 'its numbers are of a type that is not read here');
  const n = Number(first);
  const d = Number(second);
  if (first === '' || d === 0 || n * d > mostValues)
    return malformed(file, 'it is not a matrix of sensible size');
  if (bytes.length < start + n * d * type.size) return malformed(file, 'it is cut short');
  const read = type.read(order !== '>');
  const data = new Float32Array(n * d);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < d; column++) {
      const index = fortran ? column * n + row : row * d + column;
      data[row * d + column] = read(view, start + index * type.size);
    }
  }
  return success({ n, d, data });
}
