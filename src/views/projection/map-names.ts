/** Which names and titles the map shows for a camera, and where: topics first, then papers. */
import { shorterNames } from '../../clustering/topic';
import {
  cameraFor,
  homeBounds,
  visibleBounds,
  type Bounds,
  type Camera,
  type Insets,
  type Size,
} from './camera';
import { isNamedAlike } from './ground-memory';
import { anchorsOf, summedDensity } from './name-anchors';
import { nameLines } from './name-lines';
import { elsewhere, type Owners } from './name-truth';
import { placeNames, type NameRequest } from './place-names';
import { papersWithin, runsWithin, type PointCloud } from './point-cloud';
import type { PointLook } from './point-look';
import { peakWithin, type MapTopic, type TopicGround } from './topic-ground';
import {
  placeTopics,
  shownPlaces,
  type NamePlace,
  type NameWish,
  type PlacingScene,
} from './topic-places';

/** A topic with its place in the plane. */
export interface GroundedTopic {
  readonly topic: MapTopic;
  readonly ground: TopicGround;
}

type Spot = readonly [x: number, y: number];

/** Something to write on the map; x and y are its middle in CSS pixels. */
export type MapName = {
  readonly key: string;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
} & (
  | {
      readonly kind: 'topic';
      readonly topic: MapTopic;
      /** Size of its letters in CSS pixels. */
      readonly font: number;
      /** A line from the name to its topic's papers, where it does not stand beside them. */
      readonly lead: readonly [from: Spot, to: Spot] | null;
    }
  | { readonly kind: 'paper'; readonly paper: number }
);

/** Widths of texts in CSS pixels. */
export interface TextMeasure {
  /** In letters of {@link topicFont} pixels. */
  readonly topic: (text: string) => number;
  readonly paper: (text: string) => number;
}

/** The size of letters that {@link TextMeasure.topic} measures. */
export const topicFont = 13;
/** Smallest and largest letters of a topic's name, by its papers; topics inside others. */
const fonts = { least: 12, most: 16, inside: 12 } as const;
/** Height of a line in letters. */
const lineHeight = 1.28;
const topicWidth = 210;
const topicLines = 3;
const paperWidth = 170;
const paperFont = 11;
const paperLine = 14;
/** Topics below those the treemap shows are named from this size on screen. */
const deeperFrom = 150;
/** Papers are titled when at most this many are in view. */
const titledPapers = 150;
const titleDistance = 3;
/** Points are kept in sight where they are large enough to be told apart. */
const worthSeeing = 2.5;

/** How a name is set: size of its letters and height of its lines in CSS pixels, and its weight. */
export function nameStyle(name: MapName): {
  readonly size: number;
  readonly lineHeight: number;
  readonly weight: 400 | 600;
} {
  if (name.kind === 'paper') return { size: paperFont, lineHeight: paperLine, weight: 400 };
  const weight = (name.topic.depth ?? 0) > 0 ? 400 : 600;
  return { size: name.font, lineHeight: name.font * lineHeight, weight };
}

/** Places of topics' names for one layout and size of view: made once, not for every frame. */
export interface TopicNames {
  readonly topics: readonly GroundedTopic[];
  readonly places: readonly NamePlace[];
  readonly names: ReadonlyMap<string, Named>;
  readonly placing: PlacingScene;
}

interface Named extends GroundedTopic {
  readonly font: number;
}

/**
 * @param positions n×2 row-major, as shown
 * @param before names placed earlier, which stay where they are if nothing but colours has changed
 */
export function topicNames(
  topics: readonly GroundedTopic[],
  positions: Float32Array,
  placing: PlacingScene,
  measure: TextMeasure,
  before: TopicNames | null = null,
): TopicNames {
  if (before?.placing === placing && staysPlaced(before.topics, topics))
    return { ...before, topics, names: recoloured(before.names, topics) };
  const names = new Map<string, Named>();
  const wishes: NameWish[] = [];
  const most = Math.max(1, ...topics.map(({ topic }) => topic.members.length));
  for (const depth of new Set(topics.map(({ topic }) => topic.depth ?? 0))) {
    const level = topics.filter(({ topic }) => (topic.depth ?? 0) === depth);
    const owners = ownersOf(level, topics, placing.cloud.n);
    const all = summedDensity(level.map(({ ground }) => ground));
    level.forEach(({ topic, ground }, index) => {
      if (topic.name === '' || topic.members.length === 0) return;
      const key = `topic ${topic.node}`;
      const font = fontOf(topic, most);
      const scale = font / topicFont;
      names.set(key, { topic, ground, font });
      wishes.push({
        key,
        anchors: anchorsOf(positions, topic.members, ground, all),
        forms: shorterNames(topic.name).map((name) => {
          const lines = nameLines(name, topicWidth / scale, measure.topic, topicLines);
          const width = scale * Math.max(...lines.map(measure.topic));
          return { lines, width, height: lines.length * font * lineHeight };
        }),
        priority: topic.members.length / 1e7 ** depth,
        owners,
        topic: index + 1,
        ...(depth > 0 ? { from: deeperFrom / (2 * ground.radius) } : {}),
      });
    });
  }
  return { topics, places: placeTopics(wishes, placing), names, placing };
}

function staysPlaced(before: readonly GroundedTopic[], now: readonly GroundedTopic[]): boolean {
  return (
    before.length === now.length &&
    now.every(({ topic, ground }, at) => {
      const other = before[at];
      return other?.ground === ground && isNamedAlike(topic, other.topic);
    })
  );
}

function recoloured(
  names: TopicNames['names'],
  topics: readonly GroundedTopic[],
): TopicNames['names'] {
  const byKey = new Map(topics.map((grounded) => [`topic ${grounded.topic.node}`, grounded]));
  return new Map([...names].map(([key, named]) => [key, { ...named, ...byKey.get(key) }]));
}

function fontOf({ members, depth = 0 }: MapTopic, most: number): number {
  if (depth > 0) return fonts.inside;
  return (
    Math.round(2 * (fonts.least + (fonts.most - fonts.least) * Math.sqrt(members.length / most))) /
    2
  );
}

function ownersOf(
  level: readonly GroundedTopic[],
  all: readonly GroundedTopic[],
  n: number,
): Owners {
  const of = new Uint16Array(n);
  for (const { topic } of all) for (const paper of topic.members) of[paper] = elsewhere;
  level.forEach(({ topic }, index) => {
    for (const paper of topic.members) of[paper] = index + 1;
  });
  return { of };
}

/** What placing names needs to know of a view. */
export function placingScene(
  cloud: PointCloud,
  positions: Float32Array,
  size: Size,
  insets: Insets,
  lookAt: (camera: Camera) => PointLook,
): PlacingScene {
  const home = cameraFor(homeBounds(positions), size, insets);
  const look = lookAt(home);
  return { cloud, home, size, radius: look.radius, pointsCount: pointsCount(look) };
}

function pointsCount({ radius, shape }: PointLook): boolean {
  return radius >= worthSeeing && shape === 'circle';
}

export interface NamingScene {
  readonly names: TopicNames;
  readonly cloud: PointCloud;
  readonly titleOf: (paper: number) => string;
  readonly camera: Camera;
  readonly size: Size;
  readonly look: PointLook;
  readonly measure: TextMeasure;
}

export function mapNames(scene: NamingScene): MapName[] {
  const { names, camera, size } = scene;
  const view = visibleBounds(camera, size);
  const shown = shownPlaces(names.places, camera, names.placing, ({ key }) => {
    const ground = names.names.get(key)?.ground;
    return ground ? peakWithin(ground, view) : null;
  });
  const topics = shown.flatMap(({ wish: { key }, form: { lines }, box, lead }): MapName[] => {
    const named = names.names.get(key);
    if (!named) return [];
    const { topic, font } = named;
    const at = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
    return [{ kind: 'topic', key, topic, lines, font, lead, ...at }];
  });
  return [
    ...topics,
    ...titles(
      scene,
      view,
      shown.map(({ box }) => box),
    ),
  ];
}

function titles(scene: NamingScene, view: Bounds, taken: readonly Bounds[]): MapName[] {
  const wanted = new Map<
    string,
    { paper: number; lines: readonly string[]; request: NameRequest }
  >();
  for (const place of papersToTitle(scene, view)) {
    const title = titleWanted(scene, place);
    wanted.set(title.request.key, title);
  }
  const requests = [...wanted.values()].map(({ request }) => request);
  return placeNames(requests, scene.size, taken, covering(scene)).flatMap(({ key, x, y }) => {
    const title = wanted.get(key);
    return title ? [{ kind: 'paper', key, paper: title.paper, lines: title.lines, x, y }] : [];
  });
}

function covering({ cloud, camera, look }: NamingScene): (box: Bounds) => boolean {
  if (!pointsCount(look)) return () => false;
  const { k, x, y } = camera;
  return (box) =>
    papersWithin(cloud, {
      left: (box.left - look.radius - x) / k,
      top: (box.top - look.radius - y) / k,
      right: (box.right + look.radius - x) / k,
      bottom: (box.bottom + look.radius - y) / k,
    }).length > 0;
}

/** The papers in view when they are few enough to be told apart. */
function papersToTitle({ cloud }: NamingScene, view: Bounds): number[] {
  const papers: number[] = [];
  for (const [start, end] of runsWithin(cloud, view)) {
    for (let place = start; place < end; place++) {
      const x = cloud.positions[2 * place] ?? 0;
      const y = cloud.positions[2 * place + 1] ?? 0;
      if (x < view.left || x > view.right || y < view.top || y > view.bottom) continue;
      papers.push(place);
      if (papers.length > titledPapers) return [];
    }
  }
  return papers;
}

function titleWanted(scene: NamingScene, place: number) {
  const { cloud, camera, measure, titleOf, look } = scene;
  const paper = cloud.papers[place] ?? 0;
  const lines = nameLines(titleOf(paper), paperWidth, measure.paper);
  const width = Math.max(...lines.map(measure.paper));
  const height = lines.length * paperLine;
  const [across, down] = [
    width / 2 + look.radius + titleDistance + 4,
    height / 2 + look.radius + titleDistance,
  ];
  const request: NameRequest = {
    key: `paper ${paper}`,
    x: camera.k * (cloud.positions[2 * place] ?? 0) + camera.x,
    y: camera.k * (cloud.positions[2 * place + 1] ?? 0) + camera.y,
    width,
    height,
    // Beneath its paper, above it, to its right or left: elsewhere it would seem another's.
    places: [
      [0, down],
      [0, -down],
      [across, 0],
      [-across, 0],
    ],
    // In a fixed order, so that titles do not take turns while panning.
    priority: -paper,
  };
  return { paper, lines, request };
}
