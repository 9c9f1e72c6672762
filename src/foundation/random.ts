/**
 * The only source of randomness in the product: everything drawn at random is drawn from a seed,
 * so that the same corpus and settings give the same map.
 */

/** A generator of uniform numbers in [0, 1). */
export type Random = () => number;

/**
 * A 32-bit seeded generator (mulberry32: Tommy Ettinger, public domain; passes gjrand), good for
 * initialisation and sampling, not for secrets.
 *
 * @param seed any integer; only its low 32 bits count
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A standard normal number by the Box–Muller transform, from two draws. */
export function gaussian(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}

/** Shuffles in place (Fisher–Yates), deterministically for a given generator. */
export function shuffle<T extends { length: number; [index: number]: number }>(
  values: T,
  random: Random,
): T {
  for (let last = values.length - 1; last > 0; last--) {
    const pick = Math.floor(random() * (last + 1));
    const kept = values[last] ?? 0;
    values[last] = values[pick] ?? 0;
    values[pick] = kept;
  }
  return values;
}
