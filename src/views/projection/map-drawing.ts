/**
 * The projection as lists of drawing commands, lowest first: regions of topics, points, papers that
 * stand out, names. Pure: the canvases and saved pictures play the same lists. Points stay entries of
 * the cloud's arrays, since a frame has no time to make an object for each of 100,000.
 */
import { nameStyle, type MapName } from './map-names';
import type { PointCloud } from './point-cloud';
import type { PointLook } from './point-look';
import { style, type PointPaint, type PointTheme } from './point-paint';
import type { Shape } from './stamps';
import type { TopicGround } from './topic-ground';

/** A topic's region as it is drawn. */
export interface Outline {
  readonly ground: TopicGround;
  /** 0xRRGGBB. */
  readonly colour: number;
}

/** A topic's region: a faint fill and a line of the topic's colour. */
export interface RegionCommand extends Outline {
  readonly kind: 'region';
  /** 0 to 1. */
  readonly fillOpacity: number;
  readonly lineOpacity: number;
  /** CSS pixels at any zoom. */
  readonly lineWidth: number;
}

/** All papers of the cloud that are drawn in one style, each in its own colour. */
export interface PointsCommand {
  readonly kind: 'points';
  readonly cloud: PointCloud;
  /** By place: packed colour with the style in its top byte, as in {@link PointPaint}. */
  readonly paints: Uint32Array;
  /** The style that is drawn. */
  readonly drawn: number;
  readonly shape: Shape;
  /** CSS pixels. */
  readonly radius: number;
  /** 0 to 1. */
  readonly opacity: number;
}

/** Papers that must be seen whatever lies over them, each with its ring, one after another. */
export interface MarkedCommand {
  readonly kind: 'marked';
  readonly mark: 'hit' | 'selected';
  readonly cloud: PointCloud;
  readonly paints: Uint32Array;
  /** Places of the cloud. */
  readonly places: readonly number[];
  readonly shape: Shape;
  /** CSS pixels. */
  readonly radius: number;
  /** 0xRRGGBB; null for each paper's own. */
  readonly fill: number | null;
  readonly ring: Ring | null;
}

/** A ring around a point: told apart by shape as well as by colour. */
export interface Ring {
  readonly shape: 'circle' | 'square';
  /** To its inner edge, in CSS pixels. */
  readonly inner: number;
  readonly width: number;
  /** 0xRRGGBB. */
  readonly colour: number;
}

/** A name, where it was placed. */
export interface NameCommand {
  readonly kind: 'name';
  readonly name: MapName;
  /** CSS pixels. */
  readonly size: number;
  readonly weight: 400 | 600;
  readonly lineHeight: number;
  /** CSS colour. */
  readonly colour: string;
  /** Whether it stands on a ground of its own rather than in a halo. */
  readonly plated: boolean;
}

/** Opacity of papers that are not asked for, as a share of the others'. */
const faintness = 0.22;
/** Largest radius drawn, in CSS pixels: cells of a grid grow up to it. */
const largestDrawn = 34;

const region = { fillOpacity: 0.12, lineOpacity: 0.6, lineWidth: 1.25 } as const;

/** Regions of topics, beneath the points. */
export function regionCommands(outlines: readonly Outline[]): RegionCommand[] {
  return outlines.map((outline) => ({ kind: 'region', ...outline, ...region }));
}

const manyMarks = 200;
/** Beyond this many, hits take the colour of their ring instead of a ring, which would hide others. */
const mostRings = 400;

/** All points: faint ones below the others, papers found or outlined above, the selected one on top. */
export function pointCommands(
  cloud: PointCloud,
  { paints, anyFaint, hits, selected }: PointPaint,
  theme: PointTheme,
  look: PointLook,
): (PointsCommand | MarkedCommand)[] {
  const { shape, opacity } = look;
  const radius = Math.min(look.radius, largestDrawn);
  const points = { kind: 'points', cloud, paints, shape, radius } as const;
  const list: (PointsCommand | MarkedCommand)[] = [];
  if (anyFaint) list.push({ ...points, drawn: style.faint, opacity: opacity * faintness });
  list.push({ ...points, drawn: style.plain, opacity });
  const count = hits.length + (selected === null ? 0 : 1);
  if (count === 0) return list;
  const tooMany = count > mostRings;
  // A few are made large enough to be seen; very many would run together.
  const seen = Math.max(radius, tooMany ? 1.2 : 2.2);
  // Many marks become small ones, or their rings would hide what they mark.
  const [gap, width] = count > manyMarks ? [0.6, 1] : [1.4, 1.8];
  const marked = { kind: 'marked', cloud, paints, shape, radius: seen } as const;
  if (hits.length > 0) {
    const ring: Ring = { shape: 'square', inner: seen + gap, width, colour: theme.hit };
    const how = tooMany ? { fill: theme.hit, ring: null } : { fill: null, ring };
    list.push({ ...marked, mark: 'hit', places: hits, ...how });
  }
  if (selected !== null) {
    const ring: Ring = { shape: 'circle', inner: seen + gap, width, colour: theme.accent };
    list.push({ ...marked, mark: 'selected', places: [selected], fill: null, ring });
  }
  return list;
}

/** Names over everything. */
export function nameCommands(
  names: readonly MapName[],
  { ink, soft }: { readonly ink: string; readonly soft: string },
  look: PointLook,
): NameCommand[] {
  return names.map((name) => ({
    ...{ kind: 'name', name, ...nameStyle(name) },
    colour: name.kind === 'topic' ? (name.topic.ink ?? ink) : soft,
    plated: look.shape === 'square',
  }));
}
