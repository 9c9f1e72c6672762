/** Widths of texts without touching the page. */
import type { TextMeasure } from './map-names';

/** As in the stylesheet of the view. */
const fonts = { topic: '600 13px', paper: '400 11px' } as const;
const family =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";

/** A measure that remembers every text it was asked for. */
export function textMeasure(): TextMeasure {
  const measured = (font: string) => {
    // A canvas for each font: to set one takes longer than to measure with it.
    const context = document.createElement('canvas').getContext('2d');
    if (context) context.font = `${font} ${family}`;
    const known = new Map<string, number>();
    return (text: string) => {
      const width = known.get(text);
      if (width !== undefined) return width;
      const fresh = context?.measureText(text).width ?? text.length * 7;
      known.set(text, fresh);
      return fresh;
    };
  };
  return { topic: measured(fonts.topic), paper: measured(fonts.paper) };
}
