/**
 * The map as a picture that stands on its own: what is in view, with a title, a legend of the topics
 * and a line that says how it was made.
 */
import type { DrawnMarks } from '../../explorer/marks/paper-marks';
import type { Legend } from '../colour/scheme';
import { unpacked } from '../drawing/packed-colour';
import type { Measure } from '../drawing/text';
import { legendEntries, legendSvg } from '../picture/legend';
import { escaped, hex, short } from '../picture/svg-text';
import { visibleBounds, type Camera, type Size } from './camera';
import {
  nameCommands,
  pointCommands,
  regionCommands,
  type MarkedCommand,
  type NameCommand,
  type Outline,
  type PointsCommand,
  type RegionCommand,
  type Ring,
} from './map-drawing';
import type { MapName } from './map-names';
import { runsWithin, type PointCloud } from './point-cloud';
import type { PointLook } from './point-look';
import { pointPaint, type PointTheme } from './point-paint';
import type { Shape } from './stamps';
import type { MapTopic } from './topic-ground';

export interface ExportTheme {
  /** CSS colours. */
  readonly background: string;
  readonly ink: string;
  readonly soft: string;
  /** Rings of selected papers and of hits. */
  readonly points: PointTheme;
}

export interface PictureOf {
  readonly title: string;
  /** How the map was made: model, layout, seed, quality. */
  readonly caption: string;
  readonly cloud: PointCloud;
  /** 0xRRGGBB per paper. */
  readonly colours: Uint32Array;
  /** Selected papers are in a ring, those found or outlined in a square. */
  readonly marks: DrawnMarks;
  readonly outlines: readonly Outline[];
  readonly names: readonly MapName[];
  readonly legend: Legend;
  /** Topics on the map: where colours are topics, those that lie in no other are in the legend. */
  readonly topics: readonly MapTopic[];
  readonly measure: Measure;
  readonly camera: Camera;
  readonly look: PointLook;
  readonly size: Size;
  readonly theme: ExportTheme;
}

const border = 24;
const titleHeight = 44;
const captionHeight = 28;
const family = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

/** The SVG document of a picture; equal pictures give equal text. */
export function projectionSvg(picture: PictureOf): string {
  const { size, theme, title, caption, cloud, colours, marks, look } = picture;
  const width = Math.round(size.width) + 2 * border;
  const mapTop = border + titleHeight;
  const legend = legendOf(picture, mapTop + Math.round(size.height) + 16);
  const height = legend.bottom + captionHeight + border;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(family)}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" fill="${escaped(theme.background)}"/>`,
    `<text x="${border}" y="${border + 20}" font-size="20" font-weight="600" fill="${escaped(theme.ink)}">${escaped(title)}</text>`,
    `<clipPath id="view"><rect width="${size.width}" height="${size.height}"/></clipPath>`,
    `<g transform="translate(${border} ${mapTop})" clip-path="url(#view)">`,
    ...regionParts(picture),
    ...pointCommands(cloud, pointPaint(cloud, colours, marks), theme.points, look).flatMap(
      (command) => pointParts(command, picture),
    ),
    ...nameCommands(picture.names, theme, look).map((command) => nameParts(command, picture)),
    '</g>',
    ...legend.parts,
    `<text x="${border}" y="${height - border}" font-size="11" fill="${escaped(theme.soft)}">${escaped(caption)}</text>`,
    '</svg>',
  ].join('\n');
}

function legendOf({ legend, topics, theme, size, measure }: PictureOf, top: number) {
  const outer = topics
    .filter(({ depth = 0 }) => depth === 0)
    .map(({ name, members, colour }) => ({ name, papers: members.length, colour: hex(colour) }));
  return legendSvg(legend.title, legendEntries(legend, outer), {
    left: border,
    right: border + Math.round(size.width),
    top,
    ink: theme.ink,
    muted: theme.soft,
    measure,
  });
}

function regionParts({ outlines, camera }: PictureOf): string[] {
  if (outlines.length === 0) return [];
  const { k, x, y } = camera;
  return [
    `<g transform="translate(${short(x)} ${short(y)}) scale(${short(k)})">`,
    ...regionCommands(outlines).map(regionPart),
    '</g>',
  ];
}

function regionPart({ ground, colour, ...how }: RegionCommand): string {
  const { fillOpacity, lineOpacity, lineWidth } = how;
  return `<path d="${ground.outline}" fill="${hex(colour)}" stroke="${hex(colour)}" fill-rule="evenodd" fill-opacity="${fillOpacity}" stroke-opacity="${lineOpacity}" stroke-width="${lineWidth}" vector-effect="non-scaling-stroke"/>`;
}

function pointParts(command: PointsCommand | MarkedCommand, picture: PictureOf): string[] {
  return command.kind === 'points' ? plainParts(command, picture) : markedParts(command, picture);
}

/**
 * One path per colour: every point is a line of no length with wide ends, which keeps the file a
 * tenth of what circles would take.
 */
function plainParts(command: PointsCommand, picture: PictureOf): string[] {
  const { cloud, paints, drawn } = command;
  const { camera, size } = picture;
  const paths = new Map<number, string[]>();
  for (const [start, end] of runsWithin(cloud, visibleBounds(camera, size))) {
    for (let place = start; place < end; place++) {
      const paint = paints[place] ?? 0;
      const spot = paint >>> 24 === drawn ? spotOf(command, place, picture) : null;
      if (spot === null) continue;
      const colour = unpacked(paint);
      let path = paths.get(colour);
      if (path === undefined) paths.set(colour, (path = []));
      path.push(pointAt(spot));
    }
  }
  return [...paths]
    .sort(([one], [other]) => one - other)
    .map(([colour, path]) => pointsPart(path.join(''), colour, command, command.opacity));
}

/** Papers that stand out, each with its ring. */
function markedParts(command: MarkedCommand, picture: PictureOf): string[] {
  const { places, paints, fill, ring, mark } = command;
  return places.flatMap((place) => {
    const spot = spotOf(command, place, picture);
    if (spot === null) return [];
    const colour = fill ?? unpacked(paints[place] ?? 0);
    const point = pointsPart(pointAt(spot), colour, command, 1);
    return ring === null ? [point] : [point, ringPart(ring, spot, mark)];
  });
}

function ringPart({ shape, inner, width, colour }: Ring, [x, y]: Spot, mark: string): string {
  const half = inner + width / 2;
  const how = `class="${mark}" fill="none" stroke="${hex(colour)}" stroke-width="${short(width)}"`;
  return shape === 'circle'
    ? `<circle ${how} cx="${short(x)}" cy="${short(y)}" r="${short(half)}"/>`
    : `<rect ${how} x="${short(x - half)}" y="${short(y - half)}" width="${short(2 * half)}" height="${short(2 * half)}"/>`;
}

function pointAt([x, y]: Spot): string {
  return `M${x.toFixed(1)} ${y.toFixed(1)}h0`;
}

function pointsPart(
  path: string,
  colour: number,
  { shape, radius }: { readonly shape: Shape; readonly radius: number },
  opacity: number,
): string {
  const cap = shape === 'circle' ? 'round' : 'square';
  return `<path d="${path}" stroke="${hex(colour)}" stroke-width="${short(2 * radius)}" stroke-linecap="${cap}" stroke-opacity="${short(opacity)}"/>`;
}

type Spot = readonly [x: number, y: number];

/** Where a place is in the view; null outside of it. */
function spotOf(
  { cloud, radius }: { readonly cloud: PointCloud; readonly radius: number },
  place: number,
  { camera, size }: PictureOf,
): Spot | null {
  const x = (cloud.positions[2 * place] ?? 0) * camera.k + camera.x;
  const y = (cloud.positions[2 * place + 1] ?? 0) * camera.k + camera.y;
  const inside = x > -radius && x < size.width + radius && y > -radius && y < size.height + radius;
  return inside ? [x, y] : null;
}

function nameParts({ name, ...how }: NameCommand, { theme, measure }: PictureOf): string {
  const { size, lineHeight, weight, colour, plated } = how;
  const tall = name.lines.length * lineHeight;
  const first = name.y - tall / 2 + lineHeight / 2 + size * 0.36;
  const lines = name.lines
    .map(
      (text, at) =>
        `<tspan x="${short(name.x)}" y="${short(first + at * lineHeight)}">${escaped(text)}</tspan>`,
    )
    .join('');
  const ground = escaped(theme.background);
  const halo = `stroke="${ground}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"`;
  const wide = Math.max(...name.lines.map((text) => measure(text, { size, weight })));
  const plate = plated
    ? `<rect x="${short(name.x - wide / 2 - 6)}" y="${short(name.y - tall / 2 - 1)}" width="${short(wide + 12)}" height="${short(tall + 2)}" rx="3" fill="${ground}" fill-opacity="0.88"/>`
    : '';
  return `${leadParts(name, colour, ground)}${plate}<text font-size="${size}" font-weight="${weight}" text-anchor="middle" fill="${escaped(colour)}"${plated ? '' : ` ${halo}`}>${lines}</text>`;
}

/** The line from a name to its topic's papers. */
function leadParts(name: MapName, colour: string, ground: string): string {
  if (name.kind !== 'topic' || name.lead === null) return '';
  const [[x1, y1], [x2, y2]] = name.lead;
  const line = `x1="${short(x1)}" y1="${short(y1)}" x2="${short(x2)}" y2="${short(y2)}"`;
  return `<line ${line} stroke="${ground}" stroke-width="3"/><line ${line} stroke="${escaped(colour)}"/>`;
}
