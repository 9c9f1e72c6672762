/** Where the lines of tiles and of label strips stand, as drawing commands. */
import type { Dendrogram } from '../../clustering/dendrogram';
import type { Swatch } from '../colour/swatch';
import type { TextCommand } from '../drawing/commands';
import { directionOf, lineHeightOf, type Font } from '../drawing/text';
import { bylineFont, codeSign, sentenceFont, tilePadding, type TileText } from './detail';
import type { Frame } from './frame';
import { countFont, headerCount, headerPadding } from './headers';
import type { Look } from './look';

/** Share of a line's height that lies above its baseline. */
const aboveBaseline = 0.77;

/**
 * What is written of a paper on its tile, from top to bottom. Texts written from right to left begin at
 * the right edge, and the sign for code then ends their title at the left.
 */
export function tileWords(
  text: TileText,
  paper: number,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
  swatch: Swatch,
  opacity: number,
): TextCommand[] {
  const lines: TextCommand[] = [];
  const left = Math.round(x + tilePadding.x);
  const right = Math.round(x + width - tilePadding.x);
  let top = Math.round(y + tilePadding.y);
  const set = (
    texts: readonly string[],
    font: Font,
    colour: string,
    space: number,
    role: 'name' | 'detail',
  ) => {
    if (texts.length > 0) top += space;
    // Of the whole text: any of its lines may begin with a word of another script.
    const direction = directionOf(texts.join(' '));
    const [start, anchor] =
      direction === 'rtl' ? [right, 'end' as const] : [left, 'start' as const];
    for (const line of texts) {
      const height = lineHeightOf(font);
      const baseline = top + Math.round(height * aboveBaseline);
      lines.push({
        ...{ kind: 'text', text: line, x: start, baseline, anchor },
        ...{ font, colour, opacity, clip: null, node: paper, role, direction },
      });
      top += height;
    }
  };
  set(text.title, text.titleFont, swatch.tileInk, 0, 'name');
  const title = lines.at(-1);
  if (text.hasCode && title !== undefined) {
    lines.push({
      ...title,
      ...(title.direction === 'rtl'
        ? { x: left, anchor: 'start' }
        : { x: x + width - tilePadding.x, anchor: 'end' }),
      ...{ text: codeSign, direction: 'ltr', role: 'detail' },
      ...{ font: bylineFont, colour: swatch.tileMuted },
    });
  }
  set(text.byline, bylineFont, swatch.tileMuted, 2, 'detail');
  set(text.sentence, sentenceFont, swatch.tileMuted, 4, 'detail');
  return lines;
}

/**
 * The words of a frame's label strip, which begins at (x, y): the name, and how many papers. A name
 * written from right to left begins at the right end, and the number stands at the left.
 */
export function stripWords(
  tree: Dendrogram,
  { node, header }: Pick<Frame, 'node' | 'header'>,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
  { swatchOf, soughtIn, measure }: Pick<Look, 'swatchOf' | 'soughtIn' | 'measure'>,
  opacity: number,
): TextCommand[] {
  if (header === null) return [];
  const { lines, font, height, countBelow } = header;
  const { ink: colour } = swatchOf(node);
  const about = { kind: 'text', colour, opacity, clip: null, node } as const;
  const direction = directionOf(lines.join(' '));
  const atLeft = { x: x + headerPadding, anchor: 'start' } as const;
  const atRight = { x: x + width - headerPadding, anchor: 'end' } as const;
  const [begin, end] = direction === 'rtl' ? [atRight, atLeft] : [atLeft, atRight];
  const line = lineHeightOf(font);
  const below = countBelow ? lineHeightOf(countFont) : 0;
  const top = y + (height - lines.length * line - below) / 2;
  const words = lines.map((text, index): TextCommand => {
    const baseline = Math.round(top + (index + aboveBaseline) * line);
    return { ...about, ...begin, text, baseline, font, direction, role: 'name' };
  });
  const count = headerCount(header, node, tree, soughtIn, measure);
  if (count === '') return words;
  const how = { ...about, text: count, font: countFont, role: 'count' } as const;
  words.push(
    countBelow
      ? {
          ...{ ...how, ...begin },
          baseline: Math.round(top + lines.length * line + aboveBaseline * below),
        }
      : {
          ...{ ...how, ...end },
          baseline: Math.round(y + height / 2 + 4),
        },
  );
  return words;
}
