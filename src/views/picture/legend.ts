/** The legend under a saved picture: what its colours stand for, in rows as wide as the map. */
import type { Legend } from '../colour/scheme';
import { fitLine, fitLines, type Font, type Measure } from '../drawing/text';
import { escaped, svgLine } from './svg-text';

/** One thing a legend explains. */
export type LegendEntry =
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'colour'; readonly colour: string; readonly label: string }
  | {
      readonly kind: 'ramp';
      readonly colours: readonly string[];
      readonly from: string;
      readonly to: string;
    };

/** A topic of which a legend is to say the colour. */
export interface LegendTopic {
  readonly name: string;
  readonly papers: number;
  /** CSS colour. */
  readonly colour: string;
}

/**
 * What is to be explained.
 *
 * @param topics to be listed where colours are topics; without them, how topics get their colours
 */
export function legendEntries(
  legend: Legend,
  topics: readonly LegendTopic[] = [],
): readonly LegendEntry[] {
  const named = (colour: string, name: string, papers: number): LegendEntry => ({
    kind: 'colour',
    colour,
    label: `${name} (${papers.toLocaleString('en')})`,
  });
  switch (legend.kind) {
    case 'ramp':
      return legend.missing === null ? [legend] : [legend, { kind: 'colour', ...legend.missing }];
    case 'categories':
      return legend.entries.map(({ colour, label, count }) => named(colour, label, count));
    case 'tree':
      return topics.length === 0
        ? [{ kind: 'note', text: legend.note }]
        : topics.map(({ colour, name, papers }) => named(colour, name, papers));
  }
}

export interface LegendPlace {
  /** Left and right end and top, in CSS pixels. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** CSS colours of the title and of the labels. */
  readonly ink: string;
  readonly muted: string;
  readonly measure: Measure;
}

const rowHeight = 18;
const headFont: Font = { size: 11, weight: 600 };
const labelFont: Font = { size: 11, weight: 400 };
/** From the top of a row to the baseline of its text. */
const ascent = 11;
/** Between one label and the next. */
const gap = 14;
const chip = { side: 10, step: 15 };
const rampStep = 22;
/** With less room than this beside the title, everything stands below it. */
const leastBeside = 160;
/** Rows that a note may take. */
const mostLines = 4;

/** The legend's elements; `bottom` is where it ends. */
export function legendSvg(
  title: string,
  entries: readonly LegendEntry[],
  place: LegendPlace,
): { readonly parts: readonly string[]; readonly bottom: number } {
  const { left, right, top, ink, muted, measure } = place;
  const parts: string[] = [];
  const write = (text: string, x: number, font: Font, colour: string) =>
    parts.push(svgLine(text, { x, baseline: y + ascent, font, colour }, measure));
  const label = (text: string, x: number) => write(text, x, labelFont, muted);
  const head = `Colour: ${title}`;
  const beside = left + Math.ceil(measure(head, headFont)) + gap + 2;
  const isNarrow = right - beside < leastBeside;
  const start = isNarrow ? left : beside;
  let x = start;
  let y = top;
  /** The left end of the next piece so wide, on this row or on the next. */
  const next = (width: number) => {
    if (x + width > right && x > start) {
      x = start;
      y += rowHeight;
    }
    const at = Math.round(x);
    x += width + gap;
    return at;
  };
  write(head, left, headFont, ink);
  if (isNarrow) y += rowHeight;
  for (const entry of entries) {
    if (entry.kind === 'note') {
      for (const line of fitLines(entry.text, right - start, mostLines, labelFont, measure)) {
        label(line, next(right - start));
      }
    } else if (entry.kind === 'colour') {
      const room = Math.max(40, right - start - chip.step);
      const shown = fitLine(entry.label, room, labelFont, measure);
      const at = next(chip.step + measure(shown, labelFont));
      parts.push(
        `<rect x="${at}" y="${y + 2}" width="${chip.side}" height="${chip.side}" rx="2" fill="${escaped(entry.colour)}"/>`,
      );
      label(shown, at + chip.step);
    } else {
      label(entry.from, next(measure(entry.from, labelFont)));
      const at = next(entry.colours.length * rampStep);
      entry.colours.forEach((colour, step) =>
        parts.push(
          `<rect x="${at + step * rampStep}" y="${y + 1}" width="${rampStep}" height="12" fill="${escaped(colour)}"/>`,
        ),
      );
      label(entry.to, next(measure(entry.to, labelFont)));
    }
  }
  return { parts, bottom: y + rowHeight + 2 };
}
