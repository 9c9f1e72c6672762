/**
 * The present view as a picture that stands on its own: title above, legend and parameters below,
 * as SVG text. The view itself is the list of drawing commands that the canvas plays.
 */
import type { Dendrogram } from '../../clustering/dendrogram';
import type { Legend } from '../colour/scheme';
import { playAsSvg } from '../drawing/play-as-svg';
import { fitLine, fitLines, fontFamily, lineHeightOf, type Font } from '../drawing/text';
import { legendEntries, legendSvg } from '../picture/legend';
import { escaped, svgLine } from '../picture/svg-text';
import { sceneDrawing } from './drawing';
import type { TreemapLayout } from './layout';
import { packedDots, type Marking } from './look';
import { restingScene } from './transition';

export interface Picture extends Marking {
  readonly tree: Dendrogram;
  readonly layout: TreemapLayout;
  /** Corpus and topic shown. */
  readonly title: string;
  readonly legend: Legend;
  /** How the map was made: one line or several. */
  readonly parameters: string;
}

const margin = 16;
const titleFont: Font = { size: 18, weight: 600 };
const noteFont: Font = { size: 11, weight: 400 };

/** An SVG document of the view, `layout.width` + 32 wide and as high as it needs. */
export function treemapSvg(picture: Picture): string {
  const { tree, layout, neutrals, measure } = picture;
  const look = { ...picture, dots: packedDots(picture.swatchOf, tree.n), from: null };
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
    ...playAsSvg(sceneDrawing(tree, restingScene(layout), look), measure),
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
