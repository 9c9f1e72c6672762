/**
 * Arrays that are made anew for every frame. While a map of 100,000 papers forms they are tens of
 * megabytes a second, which the engine leaves lying about by the hundreds of megabytes; so the arrays
 * of a frame take the memory of an earlier one.
 */

/** Gives an array of a length; what is in it is left over from before. */
export type Take<T> = (length: number) => T;

/** A {@link Take} that gives the array before the last `depth - 1` again, if it is as long. */
export function ring<T extends { readonly length: number }>(
  make: (length: number) => T,
  depth: number,
): Take<T> {
  const given: T[] = [];
  return (length) => {
    const oldest = given.length === depth ? given.shift() : undefined;
    const next = oldest?.length === length ? oldest : make(length);
    given.push(next);
    return next;
  };
}

export function newFloats(length: number): Float32Array {
  return new Float32Array(length);
}

export function newNaturals(length: number): Uint32Array {
  return new Uint32Array(length);
}
