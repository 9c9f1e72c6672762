/**
 * The present view as a picture that stands on its own: title above, legend and parameters below,
 * as SVG text. Made of the same layout and the same lines of text as the canvas.
 */
import type { Legend } from '../colour/scheme';
import type { Neutrals, SwatchOf } from '../colour/swatch';
import { tilePadding } from './detail';
import type { Frame, TreemapLayout } from './layout';
import { isTile, tileLines } from './paint';
import { fitLine, fitLines, fontFamily, lineHeightOf, type Font, type Measure } from './text';

export interface Picture {
  readonly layout: TreemapLayout;
  readonly swatchOf: SwatchOf;
  readonly neutrals: Neutrals;
  readonly measure: Measure;
  /** Corpus and topic shown. */
  readonly title: string;
  readonly legend: Legend;
  /** How the map was made: one line or several. */
  readonly parameters: string;
  /** 1 for papers drawn faint, and with a 2 px outline; null for none. */
  readonly dimmed?: Uint8Array | null;
  readonly outlined?: Uint8Array | null;
}

const margin = 16;
const titleFont: Font = { size: 18, weight: 600 };
const noteFont: Font = { size: 11, weight: 400 };

/** An SVG document of the view, `layout.width` + 32 wide and as high as it needs. */
export function treemapSvg(picture: Picture): string {
  const { layout, neutrals, measure } = picture;
  const width = layout.width + 2 * margin;
  const top = margin + lineHeightOf(titleFont) + 8;
  const legend = legendSvg(picture, top + layout.height + 12);
  const notes = fitLines(picture.parameters, layout.width, 4, noteFont, measure);
  const noteLine = lineHeightOf(noteFont);
  const height = legend.bottom + notes.length * noteLine + margin;
  const title = fitLine(picture.title, layout.width, titleFont, measure);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(picture.title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${neutrals.ground}"/>`,
    `<g font-family="${escaped(fontFamily)}">`,
    line(
      picture,
      title,
      margin,
      margin + Math.round(lineHeightOf(titleFont) * 0.77),
      titleFont,
      neutrals.ink,
    ),
    `<g transform="translate(${margin} ${top})">`,
    ...layout.frames.map((frame) => frameSvg(picture, frame)),
    `</g>`,
    ...legend.parts,
    ...notes.map((note, index) =>
      line(
        picture,
        note,
        margin,
        legend.bottom + (index + 1) * noteLine - 3,
        noteFont,
        neutrals.muted,
      ),
    ),
    `</g>`,
    `</svg>`,
    '',
  ].join('\n');
}

function frameSvg(picture: Picture, frame: Frame): string {
  const { fill, line: stroke, ink } = picture.swatchOf(frame.node);
  const parts = [
    `<rect x="${frame.x + 0.5}" y="${frame.y + 0.5}" width="${frame.width - 1}" height="${frame.height - 1}" rx="4" fill="${fill}" stroke="${stroke}"/>`,
  ];
  const { header } = frame;
  if (header !== null) {
    const lineHeight = lineHeightOf(header.font);
    const top = header.y + (header.height - header.lines.length * lineHeight) / 2;
    header.lines.forEach((text, index) => {
      const baseline = Math.round(top + (index + 0.77) * lineHeight);
      parts.push(line(picture, text, header.x + 6, baseline, header.font, ink));
    });
    const middle = Math.round(header.y + header.height / 2 + 4);
    const end = header.x + header.width - 6;
    if (header.count !== '')
      parts.push(line(picture, header.count, end, middle, noteFont, ink, 'end'));
  }
  parts.push(...itemsSvg(picture, frame));
  return parts.join('\n');
}

/** The papers of a cell: a rectangle and text per tile, one path per colour of dots. */
function itemsSvg(picture: Picture, frame: Frame): string[] {
  const { layout, swatchOf, neutrals, dimmed = null, outlined = null } = picture;
  const tiles: string[] = [];
  const dots = new Map<string, string[]>();
  const rings: string[] = [];
  for (let item = frame.firstTile; item < frame.firstTile + frame.tileCount; item++) {
    const [x = 0, y = 0, width = 0, height = 0] = layout.rects.subarray(4 * item, 4 * item + 4);
    const paper = layout.papers[item] ?? 0;
    const swatch = swatchOf(paper);
    const text = layout.texts.get(item);
    const opacity = dimmed?.[paper] === 1 ? ' opacity=".25"' : '';
    if (text !== undefined || isTile(width, height)) {
      const lines = text === undefined ? [] : tileLines(text, swatch);
      tiles.push(
        `<g${opacity}>`,
        `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${swatch.tile}"/>`,
        ...lines.map(({ text, font, colour, baseline }) =>
          line(picture, text, x + tilePadding.x, y + tilePadding.y + baseline, font, colour),
        ),
        `</g>`,
      );
    } else {
      const key = `fill="${swatch.mark}"${opacity}`;
      const path = dots.get(key) ?? [];
      path.push(`M${x} ${y}h${width}v${height}h-${width}z`);
      dots.set(key, path);
    }
    if (outlined?.[paper] === 1) {
      rings.push(
        `<rect x="${x + 1}" y="${y + 1}" width="${Math.max(0, width - 2)}" height="${Math.max(0, height - 2)}" fill="none" stroke="${neutrals.outline}" stroke-width="2"/>`,
      );
    }
  }
  const paths = Array.from(dots, ([key, path]) => `<path ${key} d="${path.join('')}"/>`);
  return [...tiles, ...paths, ...rings];
}

/** The legend in rows from `y` down; `bottom` is where it ends. */
function legendSvg(
  picture: Picture,
  y: number,
): { readonly parts: string[]; readonly bottom: number } {
  const { legend, layout, neutrals, measure } = picture;
  const row = 18;
  const heading: Font = { size: 11, weight: 600 };
  const head = `Colour: ${legend.title}`;
  const parts = [line(picture, head, margin, y + 11, heading, neutrals.ink)];
  const start = margin + Math.ceil(measure(head, heading)) + 16;
  const room = layout.width + margin;
  if (legend.kind === 'tree') {
    const lines = fitLines(legend.note, room - start, 3, noteFont, measure);
    lines.forEach((text, index) =>
      parts.push(line(picture, text, start, y + 11 + index * row, noteFont, neutrals.muted)),
    );
    return { parts, bottom: y + Math.max(1, lines.length) * row + 2 };
  }
  let x = start;
  let at = y;
  const place = (width: number) => {
    if (x + width > room && x > start) {
      x = start;
      at += row;
    }
    const left = x;
    x += width + 14;
    return left;
  };
  if (legend.kind === 'ramp') {
    const step = 22;
    const from = place(measure(legend.from, noteFont));
    parts.push(line(picture, legend.from, from, at + 11, noteFont, neutrals.muted));
    const left = place(legend.colours.length * step);
    legend.colours.forEach((colour, index) =>
      parts.push(
        `<rect x="${left + index * step}" y="${at + 1}" width="${step}" height="12" fill="${colour}"/>`,
      ),
    );
    const to = place(measure(legend.to, noteFont));
    parts.push(line(picture, legend.to, to, at + 11, noteFont, neutrals.muted));
  } else {
    for (const entry of legend.entries) {
      const wanted = `${entry.label} (${entry.count.toLocaleString('en')})`;
      const label = fitLine(wanted, Math.max(40, room - start - 16), noteFont, measure);
      const left = Math.round(place(16 + measure(label, noteFont)));
      parts.push(
        `<rect x="${left}" y="${at + 2}" width="10" height="10" rx="2" fill="${entry.colour}"/>`,
        line(picture, label, left + 15, at + 11, noteFont, neutrals.muted),
      );
    }
  }
  return { parts, bottom: at + row + 2 };
}

/** One line of text. Its length is fixed, so that it fits with whatever font the reader has. */
function line(
  { measure }: Picture,
  text: string,
  x: number,
  baseline: number,
  font: Font,
  colour: string,
  anchor?: 'end',
): string {
  const weight = font.weight === 400 ? '' : ` font-weight="${font.weight}"`;
  const end = anchor === undefined ? '' : ` text-anchor="${anchor}"`;
  const length = Math.round(measure(text, font) * 10) / 10;
  return `<text x="${x}" y="${baseline}" font-size="${font.size}"${weight}${end} textLength="${length}" lengthAdjust="spacingAndGlyphs" fill="${colour}">${escaped(text)}</text>`;
}

function escaped(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // Control characters are not allowed in XML at all.
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  );
}
