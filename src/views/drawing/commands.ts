/**
 * What a picture is made of: a list of commands in order of drawing, which the treemap and the
 * projection make as pure functions of layout and marks. A canvas plays it on the screen, an SVG
 * document keeps it; so both show the same.
 */
import type { Rect } from './rect';
import type { Direction, Font } from './text';

/** Strokes and gaps of a broken line, in CSS pixels. */
export const dashes = [5, 3];

/** A box, filled, outlined or both. */
export interface BoxCommand extends Rect {
  readonly kind: 'box';
  /** Of its corners, in CSS pixels. */
  readonly radius: number;
  /** CSS colours; null for none. */
  readonly fill: string | null;
  /** Lies half inside and half outside of the box. */
  readonly line: string | null;
  readonly lineWidth: number;
  /** Whether the line is broken; default whole. */
  readonly dashed?: boolean;
  /** 0 to 1. */
  readonly opacity: number;
}

/**
 * Many small boxes. They are entries of arrays that outlive the command, since a frame has no time to
 * make an object for each of 100,000.
 */
export interface DotsCommand {
  readonly kind: 'dots';
  /** x, y, width, height in CSS pixels; 4 per entry. */
  readonly boxes: Float32Array;
  /** The entries of `boxes` that are drawn, in this order. */
  readonly entries: Uint32Array;
  /** Colour 0xAABBGGRR of each of `entries`, alpha being its opacity. */
  readonly colours: Uint32Array;
}

/** One line of text. */
export interface TextCommand {
  readonly kind: 'text';
  readonly text: string;
  /** Left end in CSS pixels, or right end where `anchor` is `end`. */
  readonly x: number;
  readonly baseline: number;
  readonly anchor: 'start' | 'end';
  /** Base direction of the text that this is a line of; that of the line itself where it is absent. */
  readonly direction?: Direction;
  readonly font: Font;
  /** CSS colour. */
  readonly colour: string;
  /** 0 to 1. */
  readonly opacity: number;
  /** Of it nothing is drawn outside this box; null where it fits as it is. */
  readonly clip: Rect | null;
  /** What it is about: a node of the dendrogram. */
  readonly node: number;
  /** Whether it is the node's name, its number of papers, or what else is written of a paper. */
  readonly role: 'name' | 'count' | 'detail';
}

export type Command = BoxCommand | DotsCommand | TextCommand;
