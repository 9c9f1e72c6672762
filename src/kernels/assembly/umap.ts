/**
 * UMAP's inner loop in AssemblyScript: one epoch of attraction along edges and repulsion from papers
 * drawn at random. All data lie in an imported memory at addresses given by the caller.
 *
 * Four papers are handled at a time: the other end of an edge and the papers drawn for it move the
 * head together, from where it stood before. Only plain SIMD is used, which WebAssembly defines to
 * the bit, so equal input gives equal positions on every machine.
 */
import { sumLanes } from './shared/sum-lanes';

/** Keeps forces within ±4 per axis, as the reference implementation does. */
const LIMIT: f32 = 4;
/** Keeps the repulsion of coinciding papers finite, as in the reference implementation. */
const SOFT: f32 = 0.001;

/** base-2 logarithm of positive lanes: exponent plus a polynomial of the mantissa, within 1e-5. */
@inline
function log2(x: v128): v128 {
  const exponent = i32x4.sub(i32x4.shr_u(x, 23), i32x4.splat(127));
  const one = f32x4.splat(1);
  const mantissa = v128.or(v128.and(x, i32x4.splat(0x7fffff)), one);
  const f = f32x4.sub(mantissa, one);
  let q = f32x4.splat(-0.034595606825487075);
  q = f32x4.add(f32x4.mul(q, f), f32x4.splat(0.14643525860256837));
  q = f32x4.add(f32x4.mul(q, f), f32x4.splat(-0.30339186734474544));
  q = f32x4.add(f32x4.mul(q, f), f32x4.splat(0.46930289289017924));
  q = f32x4.add(f32x4.mul(q, f), f32x4.splat(-0.7204426291724233));
  q = f32x4.add(f32x4.mul(q, f), f32x4.splat(1.4426832670575238));
  return f32x4.add(f32x4.convert_i32x4_s(exponent), f32x4.mul(q, f));
}

/** 2 to the power of each lane: a polynomial of the fraction, scaled by the exponent, within 4e-6. */
@inline
function exp2(y: v128): v128 {
  const within = f32x4.min(f32x4.max(y, f32x4.splat(-126)), f32x4.splat(126));
  const whole = f32x4.floor(within);
  const f = f32x4.sub(within, whole);
  let q = f32x4.splat(0.013683989725676601);
  q = f32x4.add(f32x4.mul(q, f), f32x4.splat(0.05171778100171726));
  q = f32x4.add(f32x4.mul(q, f), f32x4.splat(0.2416212428219169));
  q = f32x4.add(f32x4.mul(q, f), f32x4.splat(0.6929695858002152));
  q = f32x4.add(f32x4.mul(q, f), f32x4.splat(1.0000035935776723));
  const scale = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(whole), i32x4.splat(127)), 23);
  return f32x4.mul(q, scale);
}

/** The next state of xorshift32 (Marsaglia, Journal of Statistical Software, 2003). */
@inline
function following(state: u32): u32 {
  let x = state;
  x ^= x << 13;
  x ^= x >> 17;
  x ^= x << 5;
  return x;
}

/** Address of the paper that a random state stands for. */
@inline
function paperAt(positions: usize, state: u32, n: i32): usize {
  return positions + (<usize>((<u64>state * <u64>n) >> 32) << 3);
}

@inline
function limited(force: v128): v128 {
  return f32x4.max(f32x4.min(force, f32x4.splat(LIMIT)), f32x4.splat(-LIMIT));
}

/**
 * One epoch.
 *
 * @param positions f32, n×2 row-major; moved
 * @param offsets u32, n+1: the edges of paper i are offsets[i] … offsets[i + 1] - 1
 * @param targets u32: the other end of each edge
 * @param due f32: the epoch in which each edge is pulled next; advanced
 * @param period f32: epochs between two pulls of each edge; infinite for never
 * @param now the epoch, from 1
 * @param rate how far a force moves a paper
 * @param a @param b the curve 1 / (1 + a·d^2b)
 * @param negatives papers drawn per pull
 * @param seed state of the random numbers, not 0
 * @returns the state after the epoch
 */
export function epoch(
  positions: usize,
  offsets: usize,
  targets: usize,
  due: usize,
  period: usize,
  n: i32,
  now: f32,
  rate: f32,
  a: f32,
  b: f32,
  negatives: i32,
  seed: u32,
): u32 {
  let state = seed;
  const ones = f32x4.splat(1);
  const as_ = f32x4.splat(a);
  const bs = f32x4.splat(b);
  const twoB = f32x4.splat(2 * b);
  const pull = f32x4.splat(-2 * a * b);
  const rates = f32x4.splat(rate);
  const soft = f32x4.splat(SOFT);
  const tiny = f32x4.splat(1e-20);

  for (let head: i32 = 0; head < n; head++) {
    const here = positions + (<usize>head << 3);
    const end = load<u32>(offsets + (<usize>(head + 1) << 2));
    for (let edge = load<u32>(offsets + (<usize>head << 2)); edge < end; edge++) {
      const at = <usize>edge << 2;
      const next = load<f32>(due + at);
      if (next > now) continue;
      store<f32>(due + at, next + load<f32>(period + at));

      const there = positions + (<usize>load<u32>(targets + at) << 3);
      const headX = load<f32>(here);
      const headY = load<f32>(here, 4);
      const xs = f32x4.splat(headX);
      const ys = f32x4.splat(headY);
      let moveX = f32x4.splat(0);
      let moveY = f32x4.splat(0);
      let pulledX: f32 = 0;
      let pulledY: f32 = 0;
      let left = negatives;
      let first = true;
      while (first || left > 0) {
        // Lanes that hold nobody stay at the head's own place, where no force acts.
        let otherX = xs;
        let otherY = ys;
        if (first) {
          otherX = f32x4.replace_lane(otherX, 0, load<f32>(there));
          otherY = f32x4.replace_lane(otherY, 0, load<f32>(there, 4));
        } else {
          state = following(state);
          const drawn = paperAt(positions, state, n);
          otherX = f32x4.replace_lane(otherX, 0, load<f32>(drawn));
          otherY = f32x4.replace_lane(otherY, 0, load<f32>(drawn, 4));
          left--;
        }
        if (left > 0) {
          state = following(state);
          const drawn = paperAt(positions, state, n);
          otherX = f32x4.replace_lane(otherX, 1, load<f32>(drawn));
          otherY = f32x4.replace_lane(otherY, 1, load<f32>(drawn, 4));
          left--;
        }
        if (left > 0) {
          state = following(state);
          const drawn = paperAt(positions, state, n);
          otherX = f32x4.replace_lane(otherX, 2, load<f32>(drawn));
          otherY = f32x4.replace_lane(otherY, 2, load<f32>(drawn, 4));
          left--;
        }
        if (left > 0) {
          state = following(state);
          const drawn = paperAt(positions, state, n);
          otherX = f32x4.replace_lane(otherX, 3, load<f32>(drawn));
          otherY = f32x4.replace_lane(otherY, 3, load<f32>(drawn, 4));
          left--;
        }

        const dx = f32x4.sub(xs, otherX);
        const dy = f32x4.sub(ys, otherY);
        const square = f32x4.add(f32x4.mul(dx, dx), f32x4.mul(dy, dy));
        const power = exp2(f32x4.mul(bs, log2(f32x4.max(square, tiny))));
        const fall = f32x4.add(ones, f32x4.mul(as_, power));
        let force = f32x4.div(twoB, f32x4.mul(f32x4.add(soft, square), fall));
        if (first) {
          const attraction = f32x4.div(
            f32x4.mul(pull, power),
            f32x4.mul(f32x4.max(square, tiny), fall),
          );
          force = f32x4.replace_lane(force, 0, f32x4.extract_lane(attraction, 0));
        }
        const stepX = f32x4.mul(rates, limited(f32x4.mul(force, dx)));
        const stepY = f32x4.mul(rates, limited(f32x4.mul(force, dy)));
        if (first) {
          pulledX = f32x4.extract_lane(stepX, 0);
          pulledY = f32x4.extract_lane(stepY, 0);
          first = false;
        }
        moveX = f32x4.add(moveX, stepX);
        moveY = f32x4.add(moveY, stepY);
      }
      store<f32>(there, load<f32>(there) - pulledX);
      store<f32>(there, load<f32>(there, 4) - pulledY, 4);
      store<f32>(here, headX + sumLanes(moveX));
      store<f32>(here, headY + sumLanes(moveY), 4);
    }
  }
  return state;
}
