/** Which names and titles the map shows for a camera, and where: topics first, then papers. */
import { visibleBounds, type Bounds, type Camera, type Size } from './camera';
import { nameLines, placeNames, type NameRequest } from './names';
import { papersWithin, runsWithin, type PointCloud } from './point-cloud';
import type { PointLook } from './point-look';
import { peakWithin, type MapTopic, type TopicGround } from './topic-ground';

/** A topic with its place in the plane. */
export interface GroundedTopic {
  readonly topic: MapTopic;
  readonly ground: TopicGround;
}

/** Something to write on the map; x and y are its middle in CSS pixels. */
export type MapName = {
  readonly key: string;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
} & (
  | { readonly kind: 'topic'; readonly topic: MapTopic }
  | { readonly kind: 'paper'; readonly paper: number }
);

/** Widths of texts in the two styles that names come in, in CSS pixels. */
export interface TextMeasure {
  readonly topic: (text: string) => number;
  readonly paper: (text: string) => number;
}

const topicWidth = 190;
const topicLine = 17;
const paperWidth = 170;
const paperLine = 14;
/** Topics below those the treemap shows are named from this size on screen. */
const deeperFrom = 150;
/** Papers are titled when at most this many are in view. */
const titledPapers = 60;
const titleDistance = 13;

export interface NamingScene {
  readonly topics: readonly GroundedTopic[];
  readonly cloud: PointCloud;
  readonly titleOf: (paper: number) => string;
  readonly camera: Camera;
  readonly size: Size;
  readonly look: PointLook;
  readonly measure: TextMeasure;
}

export function mapNames(scene: NamingScene): MapName[] {
  const wanted = new Map<string, { name: MapName; request: NameRequest }>();
  const view = visibleBounds(scene.camera, scene.size);
  for (const { topic, ground } of scene.topics) wantTopic(scene, view, topic, ground, wanted);
  for (const paper of papersToTitle(scene, view)) wantTitle(scene, paper, wanted);
  const requests = [...wanted.values()].map(({ request }) => request);
  return placeNames(requests, scene.size, covering(scene)).flatMap(({ key, x, y }) => {
    const name = wanted.get(key)?.name;
    return name ? [{ ...name, x, y }] : [];
  });
}

/** Points are kept in sight where they are large enough to be told apart. */
const worthSeeing = 2.5;

function covering({ cloud, camera, look }: NamingScene): (box: Bounds) => number {
  if (look.radius < worthSeeing || look.shape === 'square') return () => 0;
  const { k, x, y } = camera;
  return (box) =>
    papersWithin(cloud, {
      left: (box.left - look.radius - x) / k,
      top: (box.top - look.radius - y) / k,
      right: (box.right + look.radius - x) / k,
      bottom: (box.bottom + look.radius - y) / k,
    }).length;
}

type Wanted = Map<string, { name: MapName; request: NameRequest }>;

function wantTopic(
  { camera, measure }: NamingScene,
  view: Bounds,
  topic: MapTopic,
  ground: TopicGround,
  wanted: Wanted,
): void {
  const depth = topic.depth ?? 0;
  if (topic.name === '' || topic.members.length === 0) return;
  if (depth > 0 && ground.radius * 2 * camera.k < deeperFrom) return;
  const inView = isWithin(ground.peak, view);
  const place = inView ? ground.peak : peakWithin(ground, view);
  if (place === null) return;
  const lines = nameLines(topic.name, topicWidth, measure.topic);
  const key = `topic ${topic.node}`;
  const at = { x: camera.k * place[0] + camera.x, y: camera.k * place[1] + camera.y };
  wanted.set(key, {
    name: { kind: 'topic', key, topic, lines, ...at },
    request: {
      key,
      ...at,
      width: Math.max(...lines.map(measure.topic)),
      height: lines.length * topicLine,
      priority: topic.members.length / 1000 ** depth,
    },
  });
}

function isWithin([x, y]: readonly [number, number], view: Bounds): boolean {
  return x >= view.left && x <= view.right && y >= view.top && y <= view.bottom;
}

/** The papers in view when they are few enough to be told apart. */
function papersToTitle({ cloud }: NamingScene, view: Bounds): number[] {
  const papers: number[] = [];
  for (const [start, end] of runsWithin(cloud, view)) {
    for (let place = start; place < end; place++) {
      const x = cloud.positions[2 * place] ?? 0;
      const y = cloud.positions[2 * place + 1] ?? 0;
      if (!isWithin([x, y], view)) continue;
      papers.push(place);
      if (papers.length > titledPapers) return [];
    }
  }
  return papers;
}

function wantTitle(scene: NamingScene, place: number, wanted: Wanted): void {
  const { cloud, camera, measure, titleOf } = scene;
  const paper = cloud.papers[place] ?? 0;
  const lines = nameLines(titleOf(paper), paperWidth, measure.paper);
  const width = Math.max(...lines.map(measure.paper));
  const height = lines.length * paperLine;
  const key = `paper ${paper}`;
  const beside = width / 2 + titleDistance;
  const middle = -titleDistance - height / 2;
  const at = {
    x: camera.k * (cloud.positions[2 * place] ?? 0) + camera.x,
    y: camera.k * (cloud.positions[2 * place + 1] ?? 0) + camera.y + titleDistance + height / 2,
  };
  wanted.set(key, {
    name: { kind: 'paper', key, paper, lines, ...at },
    request: {
      key,
      ...at,
      width,
      height,
      // Beneath its paper, above it, to its right or left: elsewhere it would seem another's.
      places: [
        [0, 0],
        [0, 2 * middle],
        [beside, middle],
        [-beside, middle],
      ],
      mostCovered: 0,
      // Below every topic, and in a fixed order, so that titles do not take turns while panning.
      priority: -1 - paper,
    },
  });
}
