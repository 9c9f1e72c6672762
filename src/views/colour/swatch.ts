/** The colours one node is drawn in, and the neutral colours of a theme. */
import { hcl } from 'd3-color';
import { withContrast } from './contrast';

export type Theme = 'light' | 'dark';

/** Hexadecimal CSS colours, opaque. */
export interface Swatch {
  /** Inside of a frame. */
  readonly fill: string;
  /** Hairline around a frame. */
  readonly line: string;
  /** Text on `fill`, contrast at least 4.5. */
  readonly ink: string;
  /** Inside of a paper's tile: paper with a breath of the hue. */
  readonly tile: string;
  /** Text on `tile`, contrast at least 4.5. */
  readonly tileInk: string;
  /** Secondary text on `tile`, contrast at least 4.5. */
  readonly tileMuted: string;
  /** A paper's dot here and its point in the projection: contrast at least 3 with the ground. */
  readonly mark: string;
}

export type SwatchOf = (node: number) => Swatch;

/** Colours that no topic uses. */
export interface Neutrals {
  /** What lies behind everything. */
  readonly ground: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  /** Selection, the one accent. */
  readonly accent: string;
  /** Outline of papers that match a predicate; told from selection by shape as well. */
  readonly outline: string;
}

export const neutrals: Readonly<Record<Theme, Neutrals>> = {
  light: {
    ground: '#fbfaf7',
    ink: '#24211c',
    muted: '#5f5a52',
    line: '#d9d5cc',
    accent: '#0b57d0',
    outline: '#b3261e',
  },
  dark: {
    ground: '#171614',
    ink: '#ece8e0',
    muted: '#a8a299',
    line: '#3b3833',
    accent: '#8ab4f8',
    outline: '#ff8a80',
  },
};

/** Frames deeper than this look alike. */
const deepest = 7;

/**
 * The swatch of a hue (degrees, CIELCh) at a depth of nesting. Chroma grows and lightness falls with
 * depth as in Tree Colors (Tennekes & de Jonge 2014, section 4.2), over a narrow range, so that text
 * on every fill stays readable.
 *
 * @param chroma 0 for neutral to 1 for the usual strength
 */
export function swatchFor(hue: number, depth: number, theme: Theme, chroma = 1): Swatch {
  const level = Math.min(depth, deepest);
  const colour = (c: number, l: number) => hcl(hue, c * chroma, l).formatHex();
  const { ground } = neutrals[theme];
  if (theme === 'light') {
    const fill = colour(3.5 + 2 * level, 96.5 - 1.4 * level);
    const tile = colour(3.5, 98.6);
    return {
      fill,
      line: colour(16 + 2 * level, 80 - 2.2 * level),
      ink: withContrast(colour(24, 26), fill),
      tile,
      tileInk: withContrast(colour(7, 17), tile),
      tileMuted: withContrast(colour(9, 42), tile),
      mark: withContrast(colour(40, 62), ground, 3),
    };
  }
  const fill = colour(4 + 1.4 * level, 11 + 1.6 * level);
  const tile = colour(5, 28);
  return {
    fill,
    line: colour(10 + 2 * level, 26 + 2.6 * level),
    ink: withContrast(colour(22, 86), fill),
    tile,
    tileInk: withContrast(colour(4, 92), tile),
    tileMuted: withContrast(colour(8, 72), tile),
    mark: withContrast(colour(40, 62), ground, 3),
  };
}
