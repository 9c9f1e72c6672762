/** The colours one node is drawn in, and the neutral colours of a theme. */
import { hcl } from 'd3-color';
import { cssOfPacked, mixed, packedCss } from '../drawing/packed-colour';
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

/**
 * The colour of every paper's mark as a number. Many papers share few swatches, and reading a colour
 * takes longer than looking it up.
 */
export function readMarks(
  swatchOf: SwatchOf,
  papers: number,
  read: (mark: string) => number,
): Uint32Array {
  const known = new Map<Swatch, number>();
  const colours = new Uint32Array(papers);
  for (let paper = 0; paper < papers; paper++) {
    const swatch = swatchOf(paper);
    const colour = known.get(swatch) ?? read(swatch.mark);
    known.set(swatch, colour);
    colours[paper] = colour;
  }
  return colours;
}

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

/** Steps of nesting told apart; below, fills swing between the last few, so neighbours always differ. */
const deepest = 7;
const swing = 3;

function levelOf(depth: number): number {
  if (depth <= deepest) return depth;
  const phase = (depth - deepest) % (2 * swing);
  return deepest - (phase <= swing ? phase : 2 * swing - phase);
}

/** How strong a swatch is and how light its mark; for palettes that are not all hues. */
export interface Strength {
  /** 0 for neutral, 1 for the usual chroma. */
  readonly chroma?: number;
  /** CIE lightness of the mark, before contrast is assured. */
  readonly markLightness?: number;
}

/**
 * The swatch of a hue (degrees, CIELCh) at a depth of nesting. Chroma grows and lightness falls with
 * depth as in Tree Colors (Tennekes & de Jonge 2014, section 4.2), over a narrow range, so that text
 * on every fill stays readable.
 */
export function swatchFor(
  hue: number,
  depth: number,
  theme: Theme,
  { chroma = 1, markLightness = 62 }: Strength = {},
): Swatch {
  const level = levelOf(depth);
  const colour = (c: number, l: number) => hcl(hue, c * chroma, l).formatHex();
  const { ground } = neutrals[theme];
  const mark = withContrast(colour(40, markLightness), ground, 3);
  if (theme === 'light') {
    const fill = colour(3.5 + 2 * level, 96.5 - 1.4 * level);
    return {
      fill,
      line: colour(16 + 2 * level, 80 - 2.2 * level),
      ink: withContrast(colour(24, 26), fill),
      ...tileColours(colour(3.5, 98.6), colour(7, 17), colour(9, 42)),
      mark,
    };
  }
  const fill = colour(4 + 1.4 * level, 11 + 1.6 * level);
  return {
    fill,
    line: colour(10 + 2 * level, 26 + 2.6 * level),
    ink: withContrast(colour(22, 86), fill),
    ...tileColours(colour(5, 28), colour(4, 92), colour(8, 72)),
    mark,
  };
}

/** The swatch of a paper whose colour stands for a value: a tinted tile and the colour as its mark. */
export function valueSwatch(colour: string, theme: Theme): Swatch {
  const { h, c } = hcl(colour);
  const tint = (chroma: number, l: number) => hcl(h, Math.min(chroma, c), l).formatHex();
  const { ground } = neutrals[theme];
  const mark = withContrast(colour, ground, 3);
  return theme === 'light'
    ? {
        fill: tint(14, 93),
        line: tint(30, 70),
        ink: withContrast(tint(24, 26), tint(14, 93)),
        ...tileColours(tint(17, 92), tint(10, 17), tint(14, 38)),
        mark,
      }
    : {
        fill: tint(16, 24),
        line: tint(26, 45),
        ink: withContrast(tint(20, 86), tint(16, 24)),
        ...tileColours(tint(24, 31), tint(6, 94), tint(10, 78)),
        mark,
      };
}

/** Frames around papers whose colours stand for values: nearly grey, so that only values speak. */
export function neutralSwatch(depth: number, theme: Theme): Swatch {
  return swatchFor(85, depth, theme, { chroma: 0.3 });
}

/** Between two swatches: `share` of 1 is all of `next`. Each colour is mixed when it is asked for. */
export function mixedSwatch(former: Swatch, next: Swatch, share: number): Swatch {
  if (former === next) return next;
  const mix = (one: string, other: string) => mixedCss(other, one, share);
  return {
    get fill() {
      return mix(former.fill, next.fill);
    },
    get line() {
      return mix(former.line, next.line);
    },
    get ink() {
      return mix(former.ink, next.ink);
    },
    get tile() {
      return mix(former.tile, next.tile);
    },
    get tileInk() {
      return mix(former.tileInk, next.tileInk);
    },
    get tileMuted() {
      return mix(former.tileMuted, next.tileMuted);
    },
    get mark() {
      return mix(former.mark, next.mark);
    },
  };
}

function mixedCss(above: string, below: string, share: number): string {
  return above === below
    ? above
    : cssOfPacked(mixed(packedCss(above), packedCss(below), Math.round(255 * share)));
}

function tileColours(tile: string, ink: string, muted: string) {
  return {
    tile,
    tileInk: withContrast(ink, tile),
    tileMuted: withContrast(muted, tile),
  };
}
