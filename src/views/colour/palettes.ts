/**
 * Palettes that people with any colour vision can read: told apart along the blue–yellow axis and by
 * lightness, which red–green blindness leaves alone.
 */
import { interpolateRgbBasis } from 'd3-interpolate';
import { swatchFor, type Swatch, type Theme } from './swatch';

/**
 * Eight categories, after Okabe & Ito ("Color Universal Design", 2008): their hues, with lightness
 * moved so that each can stand on a light and on a dark ground and still be told from the others.
 */
export const categoryColours: readonly string[] = [
  '#0b5fa5',
  '#c58a00',
  '#0e8f6f',
  '#c97aa6',
  '#3f9fd6',
  '#b5501a',
  '#3d3100',
  '#3a1f8f',
];

/** Everything beyond the eight. */
export const otherColour: Readonly<Record<Theme, string>> = { light: '#5f5b55', dark: '#b0aba2' };

/** Papers without a value. */
export const missingColour: Readonly<Record<Theme, string>> = { light: '#948e85', dark: '#716c65' };

const rampStops: Readonly<Record<Theme, readonly string[]>> = {
  light: ['#c9b458', '#9d9a6b', '#75818a', '#44628f', '#12376f'],
  dark: ['#4c6a9c', '#6b8296', '#93988c', '#c2b169', '#f2d34c'],
};

/**
 * From little to much, monotonic in lightness and along blue–yellow (after cividis: Nuñez, Anderton
 * & Renslow, PLOS ONE 2018); much stands out from the ground in either theme.
 *
 * @returns a function of the share 0 to 1
 */
export function rampOf(theme: Theme): (share: number) => string {
  return interpolateRgbBasis([...rampStops[theme]]);
}

/**
 * The colour-blind-safe swatch of a place in the hierarchy: blue to yellow through grey.
 *
 * @param share where the node lies, 0 to 1
 */
export function safeSwatch(share: number, depth: number, theme: Theme): Swatch {
  const offset = 2 * share - 1;
  const lightness = theme === 'light' ? 26 + 38 * share : 48 + 36 * share;
  return swatchFor(offset < 0 ? 270 : 88, depth, theme, {
    chroma: 0.25 + 1.15 * Math.abs(offset),
    markLightness: lightness,
  });
}
