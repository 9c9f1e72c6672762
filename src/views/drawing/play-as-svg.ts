/** Plays a list of drawing commands as elements of an SVG document. */
import { short, svgLine } from '../picture/svg-text';
import { dashes, type Command, type DotsCommand } from './commands';
import { cssOfPacked, opacityOfPacked } from './packed-colour';
import type { Measure } from './text';

/**
 * The elements, in order of drawing.
 *
 * @param measure of text, whose length is fixed so that it fits with whatever font the reader has
 */
export function playAsSvg(commands: readonly Command[], measure: Measure): string[] {
  return commands.flatMap((command): string[] => {
    switch (command.kind) {
      case 'box': {
        const { x, y, width, height, radius, fill, line, lineWidth, opacity } = command;
        const broken = command.dashed === true ? ` stroke-dasharray="${dashes.join(' ')}"` : '';
        const box = `x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`;
        const corners = radius === 0 ? '' : ` rx="${radius}"`;
        const stroke = line === null ? '' : ` stroke="${line}"`;
        const thick = line === null || lineWidth === 1 ? '' : ` stroke-width="${lineWidth}"`;
        const seen = opacityOf(opacity);
        return [
          `<rect ${box}${corners} fill="${fill ?? 'none'}"${stroke}${thick}${broken}${seen}/>`,
        ];
      }
      case 'dots':
        return dotPaths(command);
      case 'text': {
        const { text, x, baseline, font, colour, anchor, direction, opacity } = command;
        const setting = { x, baseline, font, colour, anchor, opacity };
        return [svgLine(text, direction ? { ...setting, direction } : setting, measure)];
      }
    }
  });
}

function opacityOf(opacity: number): string {
  return opacity === 1 ? '' : ` opacity="${short(opacity)}"`;
}

/** One path per colour, which keeps the document small. */
function dotPaths({ boxes, entries, colours }: DotsCommand): string[] {
  const paths = new Map<number, string[]>();
  entries.forEach((entry, at) => {
    const [x = 0, y = 0, width = 0, height = 0] = boxes.subarray(4 * entry, 4 * entry + 4);
    const colour = colours[at] ?? 0;
    let path = paths.get(colour);
    if (path === undefined) paths.set(colour, (path = []));
    path.push(`M${short(x)} ${short(y)}h${short(width)}v${short(height)}h-${short(width)}z`);
  });
  return Array.from(
    paths,
    ([colour, path]) =>
      `<path fill="${cssOfPacked(colour)}"${opacityOf(opacityOfPacked(colour))} d="${path.join('')}"/>`,
  );
}
