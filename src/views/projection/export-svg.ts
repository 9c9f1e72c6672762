/**
 * The map as a picture that stands on its own: what is in view, with a title, a legend of the topics
 * and a line that says how it was made.
 */
import { flag, standing, type DrawnMarks } from '../../explorer/marks/paper-marks';
import type { Legend } from '../colour/scheme';
import { legendEntries, legendSvg } from '../picture/legend';
import { escaped, hex, short } from '../picture/svg-text';
import type { Measure } from '../treemap/text';
import { visibleBounds, type Camera, type Size } from './camera';
import { lineHeight, type MapName } from './map-names';
import type { Outline } from './map-canvas';
import { runsWithin, type PointCloud } from './point-cloud';
import type { PointLook } from './point-look';
import type { MapTopic } from './topic-ground';

export interface ExportTheme {
  /** CSS colours. */
  readonly background: string;
  readonly ink: string;
  readonly soft: string;
  /** Rings of selected papers and of hits. */
  readonly accent: string;
  readonly hit: string;
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
const faintness = 0.22;

/** The SVG document of a picture; equal pictures give equal text. */
export function projectionSvg(picture: PictureOf): string {
  const { size, theme, title, caption } = picture;
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
    ...outlineParts(picture),
    ...pointParts(picture),
    ...markParts(picture),
    ...picture.names.map((name) => nameParts(name, theme)),
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

function outlineParts({ outlines, camera }: PictureOf): string[] {
  if (outlines.length === 0) return [];
  const { k, x, y } = camera;
  return [
    `<g transform="translate(${short(x)} ${short(y)}) scale(${short(k)})" fill-rule="evenodd" fill-opacity="0.1" stroke-opacity="0.6" stroke-width="1.25">`,
    ...outlines.map(
      ({ ground, colour }) =>
        `<path d="${ground.outline}" fill="${hex(colour)}" stroke="${hex(colour)}" vector-effect="non-scaling-stroke"/>`,
    ),
    '</g>',
  ];
}

/**
 * One path per colour: every point is a line of no length with wide ends, which keeps the file a
 * tenth of what circles would take.
 */
function pointParts(picture: PictureOf): string[] {
  const { colours, marks, look } = picture;
  const cap = look.shape === 'circle' ? 'round' : 'square';
  const paths = new Map<string, { colour: number; faint: boolean; d: string[] }>();
  for (const { paper, x, y } of papersShown(picture)) {
    const colour = colours[paper] ?? 0;
    const faint = standing(marks, paper) === 'faint';
    const key = `${colour} ${faint}`;
    let path = paths.get(key);
    if (path === undefined) paths.set(key, (path = { colour, faint, d: [] }));
    path.d.push(`M${x.toFixed(1)} ${y.toFixed(1)}h0`);
  }
  return [...paths.values()]
    .sort((a, b) => Number(b.faint) - Number(a.faint) || a.colour - b.colour)
    .map(
      ({ colour, faint, d }) =>
        `<path d="${d.join('')}" stroke="${hex(colour)}" stroke-width="${short(2 * look.radius)}" stroke-linecap="${cap}" stroke-opacity="${short(look.opacity * (faint ? faintness : 1))}"/>`,
    );
}

/** The papers drawn in view, with their places in the view. */
function* papersShown({ cloud, camera, size, look, marks }: PictureOf) {
  const { radius } = look;
  for (const [start, end] of runsWithin(cloud, visibleBounds(camera, size))) {
    for (let place = start; place < end; place++) {
      const paper = cloud.papers[place] ?? 0;
      if (standing(marks, paper) === 'absent') continue;
      const x = (cloud.positions[2 * place] ?? 0) * camera.k + camera.x;
      const y = (cloud.positions[2 * place + 1] ?? 0) * camera.k + camera.y;
      const inside =
        x > -radius && x < size.width + radius && y > -radius && y < size.height + radius;
      if (inside) yield { paper, x, y };
    }
  }
}

/** Rings around the papers that stand out: a circle for selected ones, a square for hits. */
function markParts(picture: PictureOf): string[] {
  const { look, marks, theme } = picture;
  const half = look.radius + 3;
  return Array.from(papersShown(picture)).flatMap(({ paper, x, y }) => {
    if (paper === marks.selected)
      return `<circle class="selected" cx="${short(x)}" cy="${short(y)}" r="${short(half)}" fill="none" stroke="${escaped(theme.accent)}" stroke-width="2"/>`;
    return ((marks.flags[paper] ?? 0) & (flag.found | flag.outlined)) !== 0
      ? `<rect class="hit" x="${short(x - half)}" y="${short(y - half)}" width="${short(2 * half)}" height="${short(2 * half)}" fill="none" stroke="${escaped(theme.hit)}" stroke-width="1.5"/>`
      : [];
  });
}

function nameParts(name: MapName, theme: ExportTheme): string {
  const [size, line, weight, fill] =
    name.kind === 'topic'
      ? [
          name.font,
          name.font * lineHeight,
          (name.topic.depth ?? 0) > 0 ? 400 : 600,
          name.topic.ink ?? theme.ink,
        ]
      : [11, 14, 400, theme.soft];
  const first = name.y - ((name.lines.length - 1) * line) / 2 + size * 0.36;
  const lines = name.lines
    .map(
      (text, at) =>
        `<tspan x="${short(name.x)}" y="${short(first + at * line)}">${escaped(text)}</tspan>`,
    )
    .join('');
  return `${leadParts(name, theme)}<text font-size="${size}" font-weight="${weight}" text-anchor="middle" fill="${escaped(fill)}" stroke="${escaped(theme.background)}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${lines}</text>`;
}

/** The line from a name to its topic's papers. */
function leadParts(name: MapName, theme: ExportTheme): string {
  if (name.kind !== 'topic' || name.lead === null) return '';
  const [[x1, y1], [x2, y2]] = name.lead;
  const line = `x1="${short(x1)}" y1="${short(y1)}" x2="${short(x2)}" y2="${short(y2)}"`;
  return `<line ${line} stroke="${escaped(name.topic.ink ?? theme.ink)}"/>`;
}
