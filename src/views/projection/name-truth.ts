/**
 * Whether a name in a place says the truth: it must never seem to name the papers of another topic.
 */
import type { Bounds, Camera } from './camera';
import { distanceTo } from './name-boxes';
import { runsWithin, type PointCloud } from './point-cloud';

/** The topic that each paper counts for among those named together. */
export interface Owners {
  /**
   * 1 more than the topic's index; {@link elsewhere} for papers of other topics on show; 0 for papers of
   * none, which are faint and which a name may cover. Length n.
   */
  readonly of: Uint16Array;
}

/** What a name in a box would say. */
export interface Statement {
  /** No other topic's papers are covered more, and none is nearer, than the topic's own. */
  readonly isTrue: boolean;
  /**
   * Beyond that: the name covers no other topic's papers, and they are clearly farther from it than so
   * many pixels as its own anchor is. This stays so as one zooms in on the anchor.
   */
  readonly isClear: boolean;
  /** Papers under the box, faint ones for less; of an even sample where there are many. */
  readonly covered: number;
  /** Pixels to the nearest of the topic's own papers; Infinity where none is near. */
  readonly distance: number;
}

/** The owner of papers whose topic is on show, but not among those named together. */
export const elsewhere = 0xffff;

/** Pixels from a name within which its topic's papers must begin. */
const reach = 90;
/** What a faint paper under a name weighs, in papers. */
const faintCost = 0.1;
/** How many times as far as its anchor the papers of other topics must at least be. */
const clearly = 1.3;
/** Papers looked at per box at most, an even choice of those there are. */
const looked = 800;

export interface TruthScene {
  readonly cloud: PointCloud;
  readonly owners: Owners;
  /** Radius of a point in CSS pixels. */
  readonly radius: number;
  /** Whether single points are to be kept in sight. */
  readonly pointsCount: boolean;
}

/**
 * @param topic 1 more than the topic's index
 * @param lead pixels from the name to its anchor; 0 where it lies over it
 */
export function statementOf(
  scene: TruthScene,
  camera: Camera,
  box: Bounds,
  topic: number,
  lead: number,
): Statement {
  const under = papersUnder(scene, camera, box, topic);
  const covered = under.own + under.others + faintCost * under.faint;
  if (under.others > 0) {
    const isTrue = !scene.pointsCount && under.own > 0 && under.own >= under.most;
    const distance = under.own > 0 ? 0 : Infinity;
    return { isTrue, isClear: isTrue && lead === 0, covered, distance };
  }
  const { own, other } = nearest(scene, camera, box, topic);
  return {
    isTrue: own <= reach && own <= other,
    isClear: lead <= reach && clearly * lead <= other,
    covered,
    distance: own,
  };
}

function papersUnder(scene: TruthScene, camera: Camera, box: Bounds, topic: number) {
  const counts = new Map<number, number>();
  let own = 0;
  let others = 0;
  let faint = 0;
  let most = 0;
  forSample(scene, camera, box, scene.radius, (paper, x, y) => {
    if (distanceTo(box, x, y) > scene.radius) return;
    const owner = scene.owners.of[paper] ?? 0;
    if (owner === 0) faint++;
    else if (owner === topic) own++;
    else {
      const count = (counts.get(owner) ?? 0) + 1;
      counts.set(owner, count);
      others++;
      most = Math.max(most, count);
    }
  });
  return { own, others, faint, most };
}

function nearest(scene: TruthScene, camera: Camera, box: Bounds, topic: number) {
  let own = Infinity;
  let other = Infinity;
  forSample(scene, camera, box, reach, (paper, x, y) => {
    const distance = distanceTo(box, x, y);
    const owner = scene.owners.of[paper] ?? 0;
    if (owner === topic) own = Math.min(own, distance);
    else if (owner > 0) other = Math.min(other, distance);
  });
  return { own, other };
}

/**
 * Visits papers within so many pixels of a box, an even choice where there are many, with their pixels.
 * Calls, not an iterator: a zoom of 100,000 papers visits millions, and each would be an object.
 */
function forSample(
  { cloud }: TruthScene,
  { k, x, y }: Camera,
  box: Bounds,
  margin: number,
  visit: (paper: number, x: number, y: number) => void,
): void {
  const bounds = {
    left: (box.left - margin - x) / k,
    right: (box.right + margin - x) / k,
    top: (box.top - margin - y) / k,
    bottom: (box.bottom + margin - y) / k,
  };
  const runs = [...runsWithin(cloud, bounds)];
  const total = runs.reduce((sum, [start, end]) => sum + end - start, 0);
  const step = Math.max(1, Math.floor(total / looked));
  let seen = 0;
  for (const [start, end] of runs) {
    for (let at = start + ((step - (seen % step)) % step); at < end; at += step)
      visit(
        cloud.papers[at] ?? 0,
        (cloud.positions[2 * at] ?? 0) * k + x,
        (cloud.positions[2 * at + 1] ?? 0) * k + y,
      );
    seen += end - start;
  }
}
