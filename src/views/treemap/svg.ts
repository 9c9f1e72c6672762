/**
 * The present view as a picture that stands on its own: title above, legend and parameters below,
 * as SVG text. Made of the same layout and the same lines of text as the canvas.
 */
import { flag, isFaint, type DrawnMarks } from '../../explorer/marks/paper-marks';
import type { Legend } from '../colour/scheme';
import type { Neutrals, SwatchOf } from '../colour/swatch';
import { legendEntries, legendSvg } from '../picture/legend';
import { escaped, svgLine, type Setting } from '../picture/svg-text';
import { isTile, tilePadding } from './detail';
import type { Frame } from './frame';
import { countFont, headerPadding } from './headers';
import type { TreemapLayout } from './layout';
import { tileLines } from './paint';
import { faintOpacity } from './surface';
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
  readonly marks: DrawnMarks;
}

const margin = 16;
const titleFont: Font = { size: 18, weight: 600 };
const noteFont: Font = { size: 11, weight: 400 };

/** An SVG document of the view, `layout.width` + 32 wide and as high as it needs. */
export function treemapSvg(picture: Picture): string {
  const { layout, neutrals, measure } = picture;
  const width = layout.width + 2 * margin;
  const top = margin + lineHeightOf(titleFont) + 8;
  const legend = legendSvg(picture.legend.title, legendEntries(picture.legend), {
    ...neutrals,
    measure,
    left: margin,
    right: margin + layout.width,
    top: top + layout.height + 12,
  });
  const write = (text: string, baseline: number, font: Font, colour: string) =>
    svgLine(text, { x: margin, baseline, font, colour }, measure);
  const notes = fitLines(picture.parameters, layout.width, 4, noteFont, measure);
  const noteLine = lineHeightOf(noteFont);
  const height = legend.bottom + notes.length * noteLine + margin;
  const title = fitLine(picture.title, layout.width, titleFont, measure);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(picture.title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${neutrals.ground}"/>`,
    `<g font-family="${escaped(fontFamily)}">`,
    write(title, margin + Math.round(lineHeightOf(titleFont) * 0.77), titleFont, neutrals.ink),
    `<g transform="translate(${margin} ${top})">`,
    ...layout.frames.map((frame) => frameSvg(picture, frame)),
    `</g>`,
    ...legend.parts,
    ...notes.map((note, index) =>
      write(note, legend.bottom + (index + 1) * noteLine - 3, noteFont, neutrals.muted),
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
    const set = (text: string, setting: Omit<Setting, 'colour'>) =>
      parts.push(svgLine(text, { ...setting, colour: ink }, picture.measure));
    const lineHeight = lineHeightOf(header.font);
    const below = header.countBelow ? lineHeightOf(countFont) : 0;
    const top = header.y + (header.height - header.lines.length * lineHeight - below) / 2;
    header.lines.forEach((text, index) => {
      const baseline = Math.round(top + (index + 0.77) * lineHeight);
      set(text, { x: header.x + headerPadding, baseline, font: header.font });
    });
    if (header.countBelow) {
      const baseline = Math.round(top + header.lines.length * lineHeight + 0.77 * below);
      set(header.count, { x: header.x + headerPadding, baseline, font: countFont });
    } else if (header.count !== '') {
      const baseline = Math.round(header.y + header.height / 2 + 4);
      const end = header.x + header.width - headerPadding;
      set(header.count, { x: end, baseline, font: countFont, anchor: 'end' });
    }
  }
  parts.push(...itemsSvg(picture, frame));
  return parts.join('\n');
}

/** The papers of a cell: a rectangle and text per tile, one path per colour of dots. */
function itemsSvg(picture: Picture, frame: Frame): string[] {
  const { layout, swatchOf, neutrals, marks } = picture;
  const tiles: string[] = [];
  const dots = new Map<string, string[]>();
  const rings: string[] = [];
  for (let item = frame.firstTile; item < frame.firstTile + frame.tileCount; item++) {
    const [x = 0, y = 0, width = 0, height = 0] = layout.rects.subarray(4 * item, 4 * item + 4);
    const paper = layout.papers[item] ?? 0;
    const swatch = swatchOf(paper);
    const text = layout.texts.get(item);
    const opacity = isFaint(marks, paper) ? ` opacity="${faintOpacity}"` : '';
    if (isTile(width, height)) {
      const lines = text === undefined ? [] : tileLines(text, swatch);
      tiles.push(
        `<g${opacity}>`,
        `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${swatch.tile}"/>`,
        ...lines.map(({ text, font, colour, baseline }) =>
          svgLine(
            text,
            { x: x + tilePadding.x, baseline: y + tilePadding.y + baseline, font, colour },
            picture.measure,
          ),
        ),
        `</g>`,
      );
    } else {
      const key = `fill="${swatch.mark}"${opacity}`;
      const path = dots.get(key) ?? [];
      path.push(`M${x} ${y}h${width}v${height}h-${width}z`);
      dots.set(key, path);
    }
    if (((marks.flags[paper] ?? 0) & flag.outlined) !== 0) {
      rings.push(
        `<rect x="${x + 1}" y="${y + 1}" width="${Math.max(0, width - 2)}" height="${Math.max(0, height - 2)}" fill="none" stroke="${neutrals.outline}" stroke-width="2"/>`,
      );
    }
  }
  const paths = Array.from(dots, ([key, path]) => `<path ${key} d="${path.join('')}"/>`);
  return [...tiles, ...paths, ...rings];
}
