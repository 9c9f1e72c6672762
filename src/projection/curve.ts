/** The low-dimensional similarity curve of UMAP, 1 / (1 + a·x^2b). */

export interface Curve {
  readonly a: number;
  readonly b: number;
}

const points = 300;
const rounds = 100;

/**
 * Fits a and b so that the curve is close to 1 up to `minDist` and falls as exp(−(x − minDist) /
 * spread) beyond it (McInnes, Healy, Melville: UMAP, 2018, section 3.2 and definition 11), by
 * Levenberg–Marquardt least squares over 300 points of [0, 3·spread].
 *
 * @param minDist how close points may come, in units of the layout before it is normalised
 * @param spread the scale of the falling part
 */
export function fitCurve(minDist: number, spread: number): Curve {
  let a = 1;
  let b = 1;
  let damping = 1e-3;
  let error = squaredError(a, b, minDist, spread);
  for (let round = 0; round < rounds; round++) {
    const step = gaussNewtonStep(a, b, minDist, spread, damping);
    const nextA = a + step.a;
    const nextB = b + step.b;
    const nextError =
      nextA > 0 && nextB > 0 ? squaredError(nextA, nextB, minDist, spread) : Infinity;
    if (nextError < error) {
      const settled = error - nextError < 1e-14;
      a = nextA;
      b = nextB;
      error = nextError;
      damping /= 10;
      if (settled) break;
    } else {
      damping *= 10;
    }
  }
  return { a, b };
}

function target(x: number, minDist: number, spread: number): number {
  return x < minDist ? 1 : Math.exp(-(x - minDist) / spread);
}

function squaredError(a: number, b: number, minDist: number, spread: number): number {
  let sum = 0;
  for (let i = 0; i < points; i++) {
    const x = (3 * spread * i) / (points - 1);
    sum += (1 / (1 + a * x ** (2 * b)) - target(x, minDist, spread)) ** 2;
  }
  return sum;
}

/** Solves the damped 2×2 normal equations. */
function gaussNewtonStep(
  a: number,
  b: number,
  minDist: number,
  spread: number,
  damping: number,
): Curve {
  let aa = 0;
  let ab = 0;
  let bb = 0;
  let ra = 0;
  let rb = 0;
  for (let i = 1; i < points; i++) {
    const x = (3 * spread * i) / (points - 1);
    const power = x ** (2 * b);
    const value = 1 / (1 + a * power);
    const residual = target(x, minDist, spread) - value;
    const da = -power * value * value;
    const db = -2 * a * power * Math.log(x) * value * value;
    aa += da * da;
    ab += da * db;
    bb += db * db;
    ra += da * residual;
    rb += db * residual;
  }
  aa *= 1 + damping;
  bb *= 1 + damping;
  const determinant = aa * bb - ab * ab;
  return { a: (bb * ra - ab * rb) / determinant, b: (aa * rb - ab * ra) / determinant };
}
