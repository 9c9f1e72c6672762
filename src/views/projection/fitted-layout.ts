/** A layout as a panel shows it: fitted to its shape, and points pushed apart where there are few. */
import { fittedPositions, panelFit, unfitted, type PanelFit } from '../../projection/panel-fit';
import { pushedApart } from '../../projection/push-apart';
import { boundsOf, cameraFor, type Insets, type Size } from './camera';
import { largestRadius } from './point-look';

export interface FittedLayout {
  /** n×2 row-major. */
  readonly positions: Float32Array;
  /** From the layout's places to those shown and back; pushing apart is left out of it. */
  readonly fit: PanelFit;
  /** The least distance of two points, in units of these positions; null where that was not sought. */
  readonly spacing: number | null;
}

/** Up to this many papers points are pushed apart: beyond, they are smaller than a name's letters. */
const mostPushed = 1000;
/** Share of the panel that points may cover together. */
const cover = 0.12;
/** Free pixels between two points. */
const between = 0.5;
/** Sizes are taken in steps of a quarter of a doubling, so that a panel can grow a little in peace. */
const steps = 4;

/** The size for which a layout is fitted to a panel of this length. */
export function steppedLength(length: number): number {
  return length <= 0 ? 0 : 2 ** (Math.round(Math.log2(length) * steps) / steps);
}

/** A layout that is shown as it is. */
export function asItIs(positions: Float32Array): FittedLayout {
  return { positions, fit: unfitted, spacing: null };
}

/** The same layout and size always give the same result. */
export function fittedLayout(positions: Float32Array, size: Size, insets: Insets): FittedLayout {
  const n = positions.length / 2;
  if (n < 2 || size.width === 0 || size.height === 0) return asItIs(positions);
  const room = { width: size.width, height: size.height - insets.top - insets.bottom };
  const fit = panelFit(positions, room);
  const fitted = fittedPositions(positions, fit);
  if (n > mostPushed) return { positions: fitted, fit, spacing: null };
  const { k } = cameraFor(boundsOf(fitted), size, insets);
  const radius = Math.min(
    largestRadius,
    Math.sqrt((cover * size.width * size.height) / (n * Math.PI)),
  );
  const spacing = (2 * radius + between) / k;
  return { positions: pushedApart(fitted, spacing), fit, spacing };
}
