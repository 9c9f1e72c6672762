/** How large a canvas is, in CSS pixels and in those of the screen, as long as it is watched. */

export interface CanvasBox {
  /** Whole CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the screen. */
  readonly pixelWidth: number;
  readonly pixelHeight: number;
}

export const noBox: CanvasBox = { width: 0, height: 0, pixelWidth: 0, pixelHeight: 0 };

/** Calls `onChange` now and at every change of size or pixel density, until the result is called. */
export function watchBox(canvas: HTMLCanvasElement, onChange: (box: CanvasBox) => void) {
  const observer = new ResizeObserver((entries) => {
    const entry = entries.at(-1);
    if (entry === undefined) return;
    const { width, height } = entry.contentRect;
    const exact = entry.devicePixelContentBoxSize?.[0];
    onChange({
      width: Math.floor(width),
      height: Math.floor(height),
      pixelWidth: devicePixels(width, exact?.inlineSize, devicePixelRatio),
      pixelHeight: devicePixels(height, exact?.blockSize, devicePixelRatio),
    });
  });
  try {
    observer.observe(canvas, { box: 'device-pixel-content-box' });
  } catch {
    // Safari before 26 knows no device pixels here; rounding is the next best thing.
    observer.observe(canvas);
  }
  return () => observer.disconnect();
}

/**
 * Pixels of the screen along `length` CSS pixels. `exact` is what the browser measured; where the
 * ratio is emulated (a desktop browser playing a phone) it leaves the ratio out and must not be
 * believed.
 */
export function devicePixels(length: number, exact: number | undefined, ratio: number): number {
  const expected = length * ratio;
  return exact !== undefined && Math.abs(exact - expected) < 2 ? exact : Math.round(expected);
}
