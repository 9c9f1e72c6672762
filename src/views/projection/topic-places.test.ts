import { expect, it } from 'vitest';
import { seededRandom, gaussian } from '../../foundation/random';
import { cameraFor, boundsOf, type Camera } from './camera';
import { distanceTo, boxesOverlap, isInside } from './name-boxes';
import { anchorsOf, summedDensity } from './name-anchors';
import { pointCloud } from './point-cloud';
import { topicGround } from './topic-ground';
import {
  boxAt,
  placeTopics,
  shownPlaces,
  type NameWish,
  type PlacingScene,
  type ShownPlace,
} from './topic-places';

const size = { width: 760, height: 420 };

/** A map of some topics, clustered, overlapping, of one paper or all at one place, by seed. */
function randomMap(seed: number) {
  const random = seededRandom(seed);
  const topics = 1 + Math.floor(random() * 14);
  const members: Uint32Array[] = [];
  const places: number[] = [];
  for (let topic = 0; topic < topics; topic++) {
    const [x, y] = [1.8 * random() - 0.9, 1.8 * random() - 0.9];
    const spread = random() < 0.1 ? 0 : 0.02 + 0.2 * random();
    const papers = 1 + Math.floor(random() ** 3 * 80);
    members.push(Uint32Array.from({ length: papers }, (_, i) => places.length / 2 + i));
    for (let paper = 0; paper < papers; paper++) {
      const strays = random() < 0.05;
      places.push(
        strays ? 1.8 * random() - 0.9 : x + spread * gaussian(random),
        strays ? 1.8 * random() - 0.9 : y + spread * gaussian(random),
      );
    }
  }
  const positions = Float32Array.from(places);
  const farthest = Math.max(1, ...positions.map(Math.abs));
  const cloud = pointCloud(positions);
  const owner = new Uint16Array(cloud.n);
  members.forEach((papers, topic) => papers.forEach((paper) => (owner[paper] = topic + 1)));
  const grounds = members.map((papers) => topicGround(positions, papers, farthest));
  const all = summedDensity(grounds);
  const wishes = members.map((papers, topic): NameWish => ({
    key: `topic ${topic}`,
    anchors: anchorsOf(positions, papers, grounds[topic] ?? topicGround(positions, papers), all),
    forms: formsOf(40 + Math.floor(random() * 150), random() < 0.5 ? 17 : 34),
    priority: papers.length,
    owners: { of: owner },
    topic: topic + 1,
  }));
  const home = cameraFor(boundsOf(positions), size);
  const radius = random() < 0.7 ? 6 : 1;
  const scene: PlacingScene = { cloud, home, size, radius, pointsCount: radius > 2 };
  return { positions, owner, wishes, scene, random };
}

/** A name in full, and the half of it. */
function formsOf(width: number, height: number) {
  return [
    { lines: [], width, height },
    { lines: [], width: Math.max(30, width / 2), height: 17 },
  ];
}

type RandomMap = ReturnType<typeof randomMap>;

function namesAt({ scene }: RandomMap, places: ReturnType<typeof placeTopics>, camera: Camera) {
  return shownPlaces(places, camera, scene, () => null);
}

/** Pixels from a name to the nearest paper of its own, and of any other topic. */
function distances({ positions, owner }: RandomMap, { box, wish }: ShownPlace, camera: Camera) {
  const nearest = { own: Infinity, other: Infinity };
  owner.forEach((topic, paper) => {
    const x = camera.k * (positions[2 * paper] ?? 0) + camera.x;
    const y = camera.k * (positions[2 * paper + 1] ?? 0) + camera.y;
    const whose = topic === wish.topic ? 'own' : 'other';
    nearest[whose] = Math.min(nearest[whose], distanceTo(box, x, y));
  });
  return nearest;
}

/** Cameras ever closer to a place, beginning at home. */
function zoomTowards({ k, x, y }: Camera, [px, py]: readonly [number, number]): Camera[] {
  return Array.from({ length: 9 }, (_, step) => {
    const factor = 1.5 ** step;
    const [left, top] = [k * px + x, k * py + y];
    return { k: k * factor, x: left - k * factor * px, y: top - k * factor * py };
  });
}

it('writes names that overlap no other and lie nearest to their own papers, on 200 maps', () => {
  let named = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const map = randomMap(seed);
    const places = placeTopics(map.wishes, map.scene);
    for (const camera of zoomTowards(map.scene.home, places[0]?.anchor ?? [0, 0])) {
      const shown = namesAt(map, places, camera);
      named += shown.length;
      shown.forEach((name, at) => {
        const { own, other } = distances(map, name, camera);
        expect(own, `seed ${seed}, ${name.wish.key}`).toBeLessThanOrEqual(other);
        expect(isInside(name.box, size)).toBe(true);
        for (const later of shown.slice(at + 1)) {
          expect(boxesOverlap(name.box, later.box), `seed ${seed}`).toBe(false);
        }
      });
    }
  }
  expect(named).toBeGreaterThan(200 * 9);
});

it('keeps a name while zooming in until its place leaves the view, on 200 maps', () => {
  let kept = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const map = randomMap(seed);
    const places = placeTopics(map.wishes, map.scene);
    const focus = places[Math.floor(map.random() * places.length)]?.anchor ?? [0, 0];
    let before: ShownPlace[] = [];
    for (const camera of zoomTowards(map.scene.home, focus)) {
      const shown = namesAt(map, places, camera);
      const keys = new Set(shown.map(({ wish }) => wish.key));
      for (const { wish } of before) {
        const place = places.find((one) => one.wish === wish);
        if (place === undefined || !isInside(boxAt(place, camera), size)) continue;
        kept++;
        expect(keys.has(wish.key), `seed ${seed}, ${wish.key}`).toBe(true);
      }
      before = shown;
    }
  }
  expect(kept).toBeGreaterThan(1000);
});

it('names most topics that lie apart from the others, and every one of them further in', () => {
  const members = [0, 1, 2, 3].map((topic) =>
    Uint32Array.from({ length: 10 }, (_, i) => 10 * topic + i),
  );
  const positions = Float32Array.from({ length: 80 }, (_, i) => {
    const topic = Math.floor(i / 20);
    const random = seededRandom(i);
    return (i % 2 ? (topic >> 1) * 1.6 - 0.8 : (topic & 1) * 1.6 - 0.8) + 0.1 * random();
  });
  const cloud = pointCloud(positions);
  const owner = new Uint16Array(40);
  members.forEach((papers, topic) => papers.forEach((paper) => (owner[paper] = topic + 1)));
  const grounds = members.map((papers) => topicGround(positions, papers));
  const all = summedDensity(grounds);
  const home = cameraFor(boundsOf(positions), size);
  const scene = { cloud, home, size, radius: 5, pointsCount: true };
  const wishes = grounds.map((ground, topic) => ({
    key: `topic ${topic}`,
    anchors: anchorsOf(positions, members[topic] ?? new Uint32Array(), ground, all),
    ...{ forms: formsOf(120, 17), priority: 1, owners: { of: owner }, topic: topic + 1 },
  }));
  const places = placeTopics(wishes, scene);
  expect(shownPlaces(places, home, scene, () => null)).toHaveLength(4);
});

/** A topic of one paper beside a paper of `owner`, in a view that leaves no room but over both. */
function besideAnother(owner: number, forms: NameWish['forms']) {
  const positions = Float32Array.from([-0.1, 0, 0.8, 0]);
  const narrow = { width: 110, height: 21 };
  const home = { k: 50, x: 55, y: 10.5 };
  const cloud = pointCloud(positions);
  const scene = { cloud, home, size: narrow, radius: 5, pointsCount: true };
  const wish: NameWish = {
    key: 'topic',
    anchors: [[-0.1, 0]],
    forms,
    priority: 1,
    owners: { of: Uint16Array.of(1, owner) },
    topic: 1,
  };
  return shownPlaces(placeTopics([wish], scene), home, scene, () => null);
}

it('writes the shorter form of a name where the full one would lie on papers of another topic', () => {
  expect(besideAnother(2, formsOf(90, 17)).map(({ form }) => form.width)).toEqual([45]);
  expect(besideAnother(2, formsOf(200, 17))).toEqual([]);
});

it('lets a name cover papers that are of no topic on show, as they are faint', () => {
  const long = formsOf(90, 17).slice(0, 1);
  expect(besideAnother(2, long)).toEqual([]);
  expect(besideAnother(0, long)).toHaveLength(1);
});
