import { normalisedLayout, type Layout } from './layout';

/**
 * A layout turned, and mirrored if that is better, so that its papers lie as near as they can to
 * where they lie in another: the orthogonal Procrustes problem (Schönemann, Psychometrika 1966) in
 * the plane. Distances within the layout stay as they are, up to one common scale.
 *
 * @param reference a layout of the same papers
 */
export function alignedTo(layout: Layout, reference: Layout): Layout {
  const from = centred(layout.positions);
  const to = centred(reference.positions);
  const turned = turn(from, to, 1);
  const mirrored = turn(from, to, -1);
  return normalisedLayout((mirrored.agreement > turned.agreement ? mirrored : turned).positions);
}

/** Positions with their mean at 0: turning is about the middle of the papers, not of the picture. */
function centred(positions: Float32Array): Float32Array {
  const sum = [0, 0];
  positions.forEach((value, i) => {
    sum[i % 2] = (sum[i % 2] ?? 0) + value;
  });
  return positions.map((value, i) => value - (2 * (sum[i % 2] ?? 0)) / positions.length);
}

/** The best rotation of `from` (its second axis times `flip`) towards `to`. */
function turn(
  from: Float32Array,
  to: Float32Array,
  flip: 1 | -1,
): { positions: Float32Array; agreement: number } {
  let along = 0;
  let across = 0;
  for (let i = 0; i < from.length; i += 2) {
    const x = from[i] ?? 0;
    const y = flip * (from[i + 1] ?? 0);
    const u = to[i] ?? 0;
    const v = to[i + 1] ?? 0;
    along += x * u + y * v;
    across += x * v - y * u;
  }
  const agreement = Math.hypot(along, across);
  const cosine = agreement === 0 ? 1 : along / agreement;
  const sine = agreement === 0 ? 0 : across / agreement;
  const positions = new Float32Array(from.length);
  for (let i = 0; i < from.length; i += 2) {
    const x = from[i] ?? 0;
    const y = flip * (from[i + 1] ?? 0);
    positions[i] = cosine * x - sine * y;
    positions[i + 1] = sine * x + cosine * y;
  }
  return { positions, agreement };
}
