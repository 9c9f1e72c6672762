/** The legend of a saved picture: what its colours stand for, in rows of columns. */
import { counted } from '../shared/words';
import type { Legend } from '../colour/scheme';
import { escaped, hex } from './svg-text';
import type { MapTopic } from './topic-ground';

/** One thing a legend explains. */
export type LegendEntry =
  | { readonly kind: 'colour'; readonly colour: string; readonly label: string }
  | {
      readonly kind: 'ramp';
      readonly colours: readonly string[];
      readonly from: string;
      readonly to: string;
    };

/**
 * What the colours of the map stand for: its topics where colours are topics, values else.
 *
 * @param topics topics on the map; those inside others are left out
 */
export function legendEntries(
  legend: Legend | null,
  topics: readonly MapTopic[],
): readonly LegendEntry[] {
  if (legend?.kind === 'ramp')
    return legend.missing ? [legend, { kind: 'colour', ...legend.missing }] : [legend];
  if (legend?.kind === 'categories')
    return legend.entries.map(({ colour, label, count }) => ({
      kind: 'colour',
      colour,
      label: `${label} (${counted(count, 'paper')})`,
    }));
  return topics
    .filter(({ depth = 0 }) => depth === 0)
    .map(({ name, members, colour }) => ({
      kind: 'colour',
      colour: hex(colour),
      label: `${name} (${counted(members.length, 'paper')})`,
    }));
}

const rowHeight = 20;
const columnWidth = 300;
/** Letters that fit into a column of the usual width. */
const lettersPerColumn = 44;

export interface LegendPlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  /** Colour of the labels. */
  readonly ink: string;
}

/** How high a legend is, in pixels. */
export function legendHeight(entries: readonly LegendEntry[], width: number): number {
  return Math.ceil(entries.length / columnsIn(width)) * rowHeight;
}

/** The elements of a legend. */
export function legendParts(entries: readonly LegendEntry[], place: LegendPlace): string[] {
  const columns = columnsIn(place.width);
  const column = place.width / columns;
  return entries.map((entry, at) => {
    const x = Math.round(place.left + (at % columns) * column);
    const y = place.top + Math.floor(at / columns) * rowHeight;
    return entry.kind === 'ramp' ? rampPart(entry, x, y, place) : colourPart(entry, x, y, place);
  });
}

function columnsIn(width: number): number {
  return Math.max(1, Math.floor(width / columnWidth));
}

function colourPart(
  { colour, label }: LegendEntry & { kind: 'colour' },
  x: number,
  y: number,
  { ink, width }: LegendPlace,
): string {
  const most = Math.floor((lettersPerColumn * Math.min(width, columnWidth)) / columnWidth);
  const shown = label.length > most ? `${label.slice(0, most - 1)}…` : label;
  return `<circle cx="${x + 6}" cy="${y + 6}" r="5" fill="${escaped(colour)}"/>${text(shown, x + 18, y, ink)}`;
}

function rampPart(
  { colours, from, to }: LegendEntry & { kind: 'ramp' },
  x: number,
  y: number,
  { ink }: LegendPlace,
): string {
  const step = 24;
  const start = x + 12 + 7 * from.length;
  const boxes = colours.map(
    (colour, at) =>
      `<rect x="${start + at * step}" y="${y}" width="${step}" height="12" fill="${escaped(colour)}"/>`,
  );
  const end = start + colours.length * step + 8;
  return [text(from, x, y, ink), ...boxes, text(to, end, y, ink)].join('');
}

function text(label: string, x: number, y: number, ink: string): string {
  return `<text x="${x}" y="${y + 10}" font-size="12" fill="${escaped(ink)}">${escaped(label)}</text>`;
}
