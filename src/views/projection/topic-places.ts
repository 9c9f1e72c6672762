/**
 * Where the names of topics stand, for every zoom at once. A name is anchored at one of its topic's own
 * papers, at a fixed distance in pixels, from some zoom on. Two names that are clear of each other
 * because their anchors are apart stay clear as one zooms in (the active ranges of Been, Daiches and
 * Yap: Dynamic Map Labeling, InfoVis 2006), so that a name once shown stays until its topic leaves.
 */
import type { Bounds, Camera, Size } from './camera';
import { boxAround, boxesOverlap, isInside, lineCrosses, nearestIn } from './name-boxes';
import { statementOf, type Owners, type TruthScene } from './name-truth';
import type { PointCloud } from './point-cloud';

/** A name as it may be written, and its size in CSS pixels. */
export interface NameForm {
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
}

/** A topic that wants its name on the map; lengths in CSS pixels. */
export interface NameWish {
  readonly key: string;
  /** Its own papers at which the name may stand, in the layout's units, the best first. */
  readonly anchors: readonly (readonly [number, number])[];
  /** What may be written, the fullest first: a shorter form is taken where no longer one has a place. */
  readonly forms: readonly NameForm[];
  /** Higher goes first. */
  readonly priority: number;
  /** Which papers are its own: `topic` is 1 more than its index among them. */
  readonly owners: Owners;
  readonly topic: number;
  /** Pixels per unit of the layout from which it may be shown; default any. */
  readonly from?: number;
}

/** Where a name stands: at its anchor, moved by so many pixels. */
export interface NamePlace {
  readonly wish: NameWish;
  readonly form: NameForm;
  readonly anchor: readonly [number, number];
  readonly dx: number;
  readonly dy: number;
  /** Pixels per unit of the layout from which it is shown. */
  readonly from: number;
}

export interface PlacingScene {
  readonly cloud: PointCloud;
  readonly home: Camera;
  readonly size: Size;
  /** Radius of a point at home, in CSS pixels. */
  readonly radius: number;
  readonly pointsCount: boolean;
}

/** Zooms at which names that found no place before try again, as multiples of the one that shows all. */
const zooms = [1, 1.5, 2.2, 3.3, 5, 8, 14, 30] as const;
/** Pixels of way that weigh as much as one paper covered. */
const detour = 40;
/** What standing at the next best anchor weighs. */
const anchorCost = 0.4;
/** What leaving out a phrase weighs, in papers covered. */
const shorterCost = 0.75;
/** Lengths of the line that joins a name to its paper where there is no place beside it. */
const leads = [14, 30, 50] as const;
/** Names farther than this from their paper are joined to it by a line. */
export const leadFrom = 12;

/** The places tried around an anchor, in pixels, the nearest first. */
export function placesAround(
  { width, height }: { readonly width: number; readonly height: number },
  radius: number,
): readonly (readonly [number, number])[] {
  const beside = (lead: number) => {
    const [across, down] = [width / 2 + radius + lead, height / 2 + radius + lead];
    return [
      [0, -down],
      [0, down],
      [across, 0],
      [-across, 0],
      [0.5 * across, -down],
      [-0.5 * across, -down],
      [0.5 * across, down],
      [-0.5 * across, down],
      [across, -down],
      [-across, -down],
      [across, down],
      [-across, down],
    ] as const;
  };
  return [[0, 0], ...beside(3), ...leads.flatMap(beside)];
}

/** Places names by priority (ties by key), at home first and then at ever closer zooms. */
export function placeTopics(wishes: readonly NameWish[], scene: PlacingScene): NamePlace[] {
  const placed: NamePlace[] = [];
  let waiting = [...wishes].sort((a, b) => b.priority - a.priority || (a.key < b.key ? -1 : 1));
  for (const zoom of zooms) {
    const camera = zoom === 1 ? scene.home : { k: scene.home.k * zoom, x: 0, y: 0 };
    waiting = waiting.filter((wish) => {
      if (camera.k < (wish.from ?? 0)) return true;
      const place = bestForm(wish, placed, camera, zoom === 1, scene);
      if (place !== null) placed.push(place);
      return place === null;
    });
  }
  return placed;
}

/** A shorter form only where it covers less, or where a longer one has no place. */
function bestForm(
  wish: NameWish,
  placed: readonly NamePlace[],
  camera: Camera,
  atHome: boolean,
  scene: PlacingScene,
): NamePlace | null {
  let best: PricedPlace | null = null;
  for (const [shorter, form] of wish.forms.entries()) {
    const price = shorter * shorterCost;
    if (best !== null && best.cost <= price) break;
    const found = bestPlace(wish, form, placed, camera, atHome, scene);
    if (found !== null && (best === null || found.cost + price < best.cost))
      best = { place: found.place, cost: found.cost + price };
  }
  return best?.place ?? null;
}

interface PricedPlace {
  readonly place: NamePlace;
  readonly cost: number;
}

function bestPlace(
  wish: NameWish,
  form: NameForm,
  placed: readonly NamePlace[],
  camera: Camera,
  atHome: boolean,
  scene: PlacingScene,
): PricedPlace | null {
  const truth: TruthScene = { ...scene, owners: wish.owners };
  let best: PricedPlace | null = null;
  const offsets = placesAround(form, scene.radius);
  for (const [rank, anchor] of wish.anchors.entries()) {
    for (const [dx, dy] of offsets) {
      const place = { wish, form, anchor, dx, dy, from: atHome ? 0 : camera.k };
      const box = boxAt(place, camera);
      const least = anchorCost * rank + leadLength(place) / detour;
      if (best !== null && least >= best.cost) continue;
      if (atHome && !isInside(box, scene.size)) continue;
      if (!placed.every((other) => stayClear(place, other, camera))) continue;
      const lead = leadLength(place);
      const { isTrue, isClear, covered } = statementOf(truth, camera, box, wish.topic, lead);
      if (!isTrue || !isClear) continue;
      const cost = least + (scene.pointsCount ? covered : 0);
      if (best === null || cost < best.cost) best = { place, cost };
      if (cost === 0) return best;
    }
  }
  return best;
}

/** Length of the way from a name's anchor to its edge, in pixels. */
function leadLength({ form, dx, dy }: NamePlace): number {
  const box = boxAround(dx, dy, form.width, form.height);
  return Math.hypot(...nearestIn(box, 0, 0));
}

/** The box of a name for a camera. */
export function boxAt({ form, anchor, dx, dy }: NamePlace, { k, x, y }: Camera): Bounds {
  return boxAround(k * anchor[0] + x + dx, k * anchor[1] + y + dy, form.width, form.height);
}

/** Whether two names are clear of each other for this camera and for every closer one. */
function stayClear(a: NamePlace, b: NamePlace, camera: Camera): boolean {
  const [first, second] = [boxAt(a, camera), boxAt(b, camera)];
  // Apart along an axis on which their anchors lie in the same order: zooming in only adds to it.
  const isApart =
    (first.right <= second.left && a.anchor[0] <= b.anchor[0]) ||
    (second.right <= first.left && b.anchor[0] <= a.anchor[0]) ||
    (first.bottom <= second.top && a.anchor[1] <= b.anchor[1]) ||
    (second.bottom <= first.top && b.anchor[1] <= a.anchor[1]);
  if (!isApart) return false;
  const leadCrosses =
    (needsLead(a) && lineCrosses(...leadOf(a, camera), second)) ||
    (needsLead(b) && lineCrosses(...leadOf(b, camera), first));
  return !leadCrosses;
}

function needsLead(place: NamePlace): boolean {
  return leadLength(place) > leadFrom;
}

function leadOf(place: NamePlace, camera: Camera) {
  const at = [
    camera.k * place.anchor[0] + camera.x,
    camera.k * place.anchor[1] + camera.y,
  ] as const;
  return [at, nearestIn(boxAt(place, camera), ...at)] as const;
}

/** A name as a camera shows it. */
export interface ShownPlace {
  readonly wish: NameWish;
  readonly form: NameForm;
  readonly box: Bounds;
  /** The line from the name's edge to its paper, where it needs one; pixels. */
  readonly lead: readonly [from: readonly [number, number], to: readonly [number, number]] | null;
}

/**
 * The names that a camera shows, none overlapping another. A name whose place lies across the edge of
 * the view is moved inside, where that is still true; where its anchor has left the view, it stands at
 * another of its papers.
 *
 * @param elsewhere a place of a topic that is in view, when its anchor is not; null for none
 */
export function shownPlaces(
  places: readonly NamePlace[],
  camera: Camera,
  scene: PlacingScene,
  elsewhere: (wish: NameWish) => readonly [number, number] | null,
): ShownPlace[] {
  const shown: ShownPlace[] = [];
  const tried = (place: NamePlace, dx: number, dy: number, anchor = place.anchor): boolean => {
    const found = shownAt({ ...place, anchor, dx, dy }, camera, scene, shown);
    if (found !== null) shown.push(found);
    return found !== null;
  };
  const ready = places.filter(({ from }) => camera.k >= from);
  // Those that can stay where they are go before those that must move, or these would drive them out.
  const homeless = ready.filter((place) => !tried(place, place.dx, place.dy));
  for (const place of homeless) {
    const inView = isInView(place.anchor, camera, scene.size);
    const anchor = inView ? place.anchor : elsewhere(place.wish);
    if (anchor === null) continue;
    placesAround(place.form, scene.radius).some(([dx, dy]) => tried(place, dx, dy, anchor));
  }
  return shown;
}

/** A name in its place, unless that is across the edge, taken or untrue. */
function shownAt(
  place: NamePlace,
  camera: Camera,
  scene: PlacingScene,
  before: readonly ShownPlace[],
): ShownPlace | null {
  const { wish } = place;
  const box = boxAt(place, camera);
  if (!isInside(box, scene.size) || before.some((other) => boxesOverlap(box, other.box)))
    return null;
  const truth: TruthScene = { ...scene, owners: wish.owners };
  const { isTrue, distance } = statementOf(truth, camera, box, wish.topic, leadLength(place));
  return isTrue ? shownAs(place, box, camera, distance) : null;
}

/** @param distance pixels from the name to the nearest of its topic's papers */
function shownAs(place: NamePlace, box: Bounds, camera: Camera, distance: number): ShownPlace {
  return {
    wish: place.wish,
    form: place.form,
    box,
    lead: distance > leadFrom ? leadOf(place, camera) : null,
  };
}

function isInView([x, y]: readonly [number, number], camera: Camera, size: Size): boolean {
  const [left, top] = [camera.k * x + camera.x, camera.k * y + camera.y];
  return left >= 0 && top >= 0 && left <= size.width && top <= size.height;
}
