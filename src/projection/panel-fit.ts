/**
 * A layout fitted to the panel it is shown in: turned so that its long axis lies along the panel's,
 * empty gaps made narrower, crowded stretches wider, and at most doubled along one axis. Every step can
 * be undone exactly, so that places in links are those of the layout itself, whatever the panel.
 */
import type { Layout } from './layout';

/** Width and height of a panel, in any one unit. */
export interface PanelSize {
  readonly width: number;
  readonly height: number;
}

/** A change of coordinates from the layout to the panel and back; areas stay as large on average. */
export interface PanelFit {
  /** Where a place of the layout is shown. */
  readonly forward: (x: number, y: number) => readonly [number, number];
  /** The place of the layout that is shown there. */
  readonly back: (x: number, y: number) => readonly [number, number];
}

/** Leaves everything where it is. */
export const unfitted: PanelFit = {
  forward: (x, y) => [x, y],
  back: (x, y) => [x, y],
};

/** Degrees between two angles tried. */
const angleStep = 5;
/** Papers looked at to find the angle and the gaps. */
const looked = 4000;
/** Share of papers at each end of an axis that does not decide how long it is, in large layouts. */
const strays = 0.005;
const fewPapers = 200;
/** How far an axis is stretched at most against the other. */
const mostStretch = 2;
/** Share of an axis that goes by how many papers lie there instead of by distance. */
const byNumber = { few: 0.65, many: 0.35 } as const;
/** Up to this many papers, groups far away are drawn nearer with the stronger share. */
const few = 150;
const bins = 128;
/** Bins that the density of papers along an axis is smoothed over, to each side. */
const smoothing = 5;

/**
 * The fit of a layout to a panel. The same layout and the same shape of panel give the same fit.
 *
 * @param positions n×2 row-major, a normalised layout
 */
export function panelFit(positions: Layout['positions'], panel: PanelSize): PanelFit {
  const n = positions.length / 2;
  if (n < 2 || !(panel.width > 0) || !(panel.height > 0)) return unfitted;
  const sample = sampleOf(positions);
  const angle = angleFor(sample, panel.width >= panel.height);
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const turned = rotated(sample, cosine, sine);
  const share = n <= few ? byNumber.few : byNumber.many;
  const across = axisScale(turned.xs, share);
  const down = axisScale(turned.ys, share);
  const ratio = panel.width / panel.height / (across.length / Math.max(down.length, 1e-6));
  const stretch = Math.sqrt(Math.max(1 / mostStretch, Math.min(mostStretch, ratio)));
  return {
    forward: (x, y) => [
      stretch * across.forward(cosine * x - sine * y),
      down.forward(sine * x + cosine * y) / stretch,
    ],
    back: (u, v) => {
      const x = across.back(u / stretch);
      const y = down.back(v * stretch);
      return [cosine * x + sine * y, cosine * y - sine * x];
    },
  };
}

/** All positions moved by a fit; n×2 row-major. */
export function fittedPositions(positions: Float32Array, fit: PanelFit): Float32Array {
  if (fit === unfitted) return positions;
  const shown = new Float32Array(positions.length);
  for (let i = 0; i + 1 < positions.length; i += 2) {
    const [x, y] = fit.forward(positions[i] ?? 0, positions[i + 1] ?? 0);
    shown[i] = x;
    shown[i + 1] = y;
  }
  return shown;
}

/** Evenly chosen positions, all of them where they are few; m×2 row-major. */
function sampleOf(positions: Float32Array): Float32Array {
  const n = positions.length / 2;
  const step = Math.max(1, Math.ceil(n / looked));
  return Float32Array.from(
    { length: 2 * Math.ceil(n / step) },
    (_, i) => positions[2 * step * (i >> 1) + (i & 1)] ?? 0,
  );
}

function rotated(positions: Float32Array, cosine: number, sine: number) {
  const n = positions.length / 2;
  const xs = new Float32Array(n);
  const ys = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    const x = positions[2 * i] ?? 0;
    const y = positions[2 * i + 1] ?? 0;
    xs[i] = cosine * x - sine * y;
    ys[i] = sine * x + cosine * y;
  }
  return { xs: xs.sort(), ys: ys.sort() };
}

/** First and last coordinate that count for the length of an axis. */
function ends(sorted: Float32Array): readonly [number, number] {
  const out = sorted.length > fewPapers ? Math.floor(strays * sorted.length) : 0;
  return [sorted[out] ?? 0, sorted[sorted.length - 1 - out] ?? 0];
}

/**
 * The angle at which the papers' bounding box is smallest with its long side along the panel's, of
 * those within a quarter turn the one that turns least; radians.
 */
function angleFor(sample: Float32Array, wide: boolean): number {
  let best = { area: Infinity, degrees: 0 };
  const steps = Array.from(
    { length: 180 / angleStep },
    (_, i) => (i % 2 ? 1 : -1) * ((i + 1) >> 1),
  );
  for (const step of steps) {
    const degrees = step * angleStep;
    const radians = (degrees * Math.PI) / 180;
    const { xs, ys } = rotated(sample, Math.cos(radians), Math.sin(radians));
    const [[left, right], [top, bottom]] = [ends(xs), ends(ys)];
    const isWide = right - left >= bottom - top;
    if (isWide !== wide) continue;
    const area = (right - left) * (bottom - top);
    // Not for a trifle: of angles that do equally well the one nearest to none is kept.
    if (area < 0.98 * best.area) best = { area, degrees };
  }
  return (best.degrees * Math.PI) / 180;
}

/** A monotone change of one coordinate, centred on 0. */
interface AxisScale {
  readonly length: number;
  readonly forward: (at: number) => number;
  readonly back: (at: number) => number;
}

/**
 * Goes by distance and, for a share, by the number of papers: where they are dense an axis is drawn
 * longer, where there are none shorter, never in another order. Beyond the papers it is straight.
 */
function axisScale(sorted: Float32Array, share: number): AxisScale {
  const [low, high] = ends(sorted);
  const length = high - low;
  if (!(length > 0)) {
    return { length: 0, forward: (at) => at - low, back: (at) => at + low };
  }
  const width = length / bins;
  const density = densityAlong(sorted, low, width);
  // stops[i] is where bin i begins on the new axis; the last is its end.
  const stops = new Float64Array(bins + 1);
  for (let bin = 0; bin < bins; bin++) {
    stops[bin + 1] = (stops[bin] ?? 0) + width * (1 - share + share * (density[bin] ?? 0));
  }
  const end = stops[bins] ?? length;
  const norm = length / end;
  for (let bin = 0; bin <= bins; bin++) stops[bin] = (stops[bin] ?? 0) * norm - length / 2;
  return {
    length,
    forward: (at) => {
      const place = (at - low) / width;
      if (place <= 0) return at - low - length / 2;
      if (place >= bins) return at - high + length / 2;
      const bin = Math.floor(place);
      const from = stops[bin] ?? 0;
      return from + (place - bin) * ((stops[bin + 1] ?? 0) - from);
    },
    back: (at) => {
      if (at <= -length / 2) return at + low + length / 2;
      if (at >= length / 2) return at + high - length / 2;
      let [first, last] = [0, bins];
      while (last - first > 1) {
        const middle = (first + last) >> 1;
        if ((stops[middle] ?? 0) <= at) first = middle;
        else last = middle;
      }
      const from = stops[first] ?? 0;
      const step = (stops[first + 1] ?? 0) - from;
      return low + width * (first + (step > 0 ? (at - from) / step : 0));
    },
  };
}

/** Papers per bin, smoothed, as a multiple of the mean. */
function densityAlong(sorted: Float32Array, low: number, width: number): Float64Array {
  const counts = new Float64Array(bins);
  for (const at of sorted) {
    const bin = Math.max(0, Math.min(bins - 1, Math.floor((at - low) / width)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const density = new Float64Array(bins);
  for (let bin = 0; bin < bins; bin++) {
    let sum = 0;
    let weights = 0;
    for (let near = -smoothing; near <= smoothing; near++) {
      if (bin + near < 0 || bin + near >= bins) continue;
      const weight = smoothing + 1 - Math.abs(near);
      sum += weight * (counts[bin + near] ?? 0);
      weights += weight;
    }
    density[bin] = ((sum / weights) * bins) / sorted.length;
  }
  return density;
}
