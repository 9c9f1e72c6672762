/** The legend under an exported picture: what its colours stand for, in rows as wide as the map. */
import type { Legend } from '../colour/scheme';
import type { Neutrals } from '../colour/swatch';
import { svgLine } from './svg-text';
import { fitLine, fitLines, type Font, type Measure } from './text';

export interface LegendPlace {
  readonly legend: Legend;
  readonly neutrals: Neutrals;
  readonly measure: Measure;
  /** Left and right end and top, in CSS pixels. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
}

const rowHeight = 18;
const headFont: Font = { size: 11, weight: 600 };
const noteFont: Font = { size: 11, weight: 400 };
/** From the top of a row to the baseline of its text. */
const ascent = 11;

/** The legend's elements; `bottom` is where it ends. */
export function legendSvg(place: LegendPlace): {
  readonly parts: readonly string[];
  readonly bottom: number;
} {
  const { legend, neutrals, measure, left, right, top } = place;
  const head = `Colour: ${legend.title}`;
  const parts = [
    svgLine(
      head,
      { x: left, baseline: top + ascent, font: headFont, colour: neutrals.ink },
      measure,
    ),
  ];
  const start = left + Math.ceil(measure(head, headFont)) + 16;
  const write = (text: string, x: number, y: number) =>
    parts.push(
      svgLine(text, { x, baseline: y + ascent, font: noteFont, colour: neutrals.muted }, measure),
    );
  if (legend.kind === 'tree') {
    const lines = fitLines(legend.note, right - start, 3, noteFont, measure);
    lines.forEach((text, index) => write(text, start, top + index * rowHeight));
    return { parts, bottom: top + Math.max(1, lines.length) * rowHeight + 2 };
  }
  let x = start;
  let y = top;
  /** The left end of the next piece so wide, on this row or the next. */
  const next = (width: number) => {
    if (x + width > right && x > start) {
      x = start;
      y += rowHeight;
    }
    const at = x;
    x += width + 14;
    return at;
  };
  const chip = (wanted: string, colour: string) => {
    const label = fitLine(wanted, Math.max(40, right - start - 16), noteFont, measure);
    const at = Math.round(next(16 + measure(label, noteFont)));
    parts.push(`<rect x="${at}" y="${y + 2}" width="10" height="10" rx="2" fill="${colour}"/>`);
    write(label, at + 15, y);
  };
  if (legend.kind === 'ramp') {
    const step = 22;
    write(legend.from, next(measure(legend.from, noteFont)), y);
    const at = next(legend.colours.length * step);
    legend.colours.forEach((colour, index) =>
      parts.push(
        `<rect x="${at + index * step}" y="${y + 1}" width="${step}" height="12" fill="${colour}"/>`,
      ),
    );
    write(legend.to, next(measure(legend.to, noteFont)), y);
    if (legend.missing) chip(legend.missing.label, legend.missing.colour);
  } else {
    for (const { label, count, colour } of legend.entries)
      chip(`${label} (${count.toLocaleString('en')})`, colour);
  }
  return { parts, bottom: y + rowHeight + 2 };
}
