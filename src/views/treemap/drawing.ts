/**
 * The treemap as a list of drawing commands: frames as hairlined boxes, papers as tiles with text or
 * as dots, rings around those that stand out, and the words of label strips above all. Pure: canvas
 * and saved pictures play the same list. The dots read and fill flat arrays only, so that tens of
 * thousands of them are listed within a frame.
 */
import type { Dendrogram } from '../../clustering/dendrogram';
import { flag, isFaint } from '../../explorer/marks/paper-marks';
import type { BoxCommand, Command, DotsCommand } from '../drawing/commands';
import { mixed } from '../drawing/packed-colour';
import { isTile } from './detail';
import { DotMemory, type DotArrays } from './dot-memory';
import { faintOpacity, solid, type Fade, type Look } from './look';
import { addMovingStrips, addMovingTexts, ramp } from './moving-words';
import type { Scene, Transition } from './transition';
import { stripWords, tileWords } from './words';

/** A scene at rest. `memory` is that of the last list, which is then no longer to be read. */
export function sceneDrawing(
  tree: Dendrogram,
  scene: Scene,
  look: Look,
  memory = new DotMemory(),
): Command[] {
  const list: Command[] = [];
  addFrames(list, scene, look, solid);
  addPapers(list, scene, look, solid, memory.coming);
  addTexts(list, scene, look);
  addRings(list, scene, look);
  addStrips(list, tree, scene, look);
  return list;
}

/** A transition at the eased progress that `advance` returned. */
export function transitionDrawing(
  tree: Dendrogram,
  transition: Transition,
  look: Look,
  eased: number,
  memory = new DotMemory(),
): Command[] {
  const { scene, old, entering, leaving, covered } = transition;
  const list: Command[] = [];
  const coming = (flags: Uint8Array): Fade => ({ flags, marked: eased, others: 1 });
  if (leaving.any) {
    const going = (flags: Uint8Array): Fade => ({ flags, marked: 1 - eased, others: 0 });
    addFrames(list, old, look, going(leaving.frames));
    addPapers(list, old, look, going(leaving.items), memory.leaving);
  }
  addFrames(list, scene, look, coming(entering.frames));
  addFrames(list, old, look, { flags: covered, marked: 1 - ramp(eased, [0, 0.5]), others: 0 });
  addPapers(list, scene, look, coming(entering.items), memory.coming);
  addMovingTexts(list, transition, look, eased);
  addRings(list, scene, look);
  addMovingStrips(list, tree, transition, look, eased);
  return list;
}

function addFrames(
  list: Command[],
  { layout, frameRects }: Scene,
  { swatchOf, mixedTopics }: Look,
  { flags, marked, others }: Fade,
): void {
  layout.frames.forEach((frame, index) => {
    const opacity = flags?.[index] === 1 ? marked : others;
    if (opacity <= 0) return;
    const { fill, line } = swatchOf(frame.node);
    const [x = 0, y = 0, width = 0, height = 0] = frameRects.subarray(4 * index, 4 * index + 4);
    list.push({
      ...{ kind: 'box', x: x + 0.5, y: y + 0.5 },
      ...{ width: Math.max(0, width - 1), height: Math.max(0, height - 1) },
      ...{ radius: 4, fill, line, lineWidth: 1, opacity },
      ...(mixedTopics?.has(frame.node) ? { dashed: true } : {}),
    });
  });
}

/** The papers in view, tiles above dots. */
function addPapers(
  list: Command[],
  { layout, itemRects }: Scene,
  look: Look,
  { flags, marked, others }: Fade,
  memory: DotArrays,
): void {
  const { papers } = layout;
  const { entries, colours } = memory.room(papers.length);
  const { from } = look;
  const share = from === null ? 255 : Math.round(255 * from.share);
  const tiles: BoxCommand[] = [];
  let dots = 0;
  for (let item = 0; item < papers.length; item++) {
    const fade = flags?.[item] === 1 ? marked : others;
    if (fade <= 0) continue;
    const x = itemRects[4 * item] ?? 0;
    const y = itemRects[4 * item + 1] ?? 0;
    const width = itemRects[4 * item + 2] ?? 0;
    const height = itemRects[4 * item + 3] ?? 0;
    if (x > layout.width || y > layout.height || x + width < 0 || y + height < 0) continue;
    const paper = papers[item] ?? 0;
    const opacity = isFaint(look.marks, paper) ? fade * faintOpacity : fade;
    if (isTile(width, height)) {
      const { tile } = look.swatchOf(paper);
      tiles.push(filled(x, y, width, height, tile, opacity));
    } else {
      entries[dots] = item;
      const colour = look.dots[paper] ?? 0;
      const shown = from === null ? colour : mixed(colour, from.dots[paper] ?? 0, share);
      colours[dots++] = shown | (Math.round(255 * opacity) << 24);
    }
  }
  if (dots > 0) list.push(dotsOf(itemRects, entries, colours, dots));
  for (const tile of tiles) list.push(tile);
}

function dotsOf(
  boxes: Float32Array,
  entries: Uint32Array,
  colours: Uint32Array,
  count: number,
): DotsCommand {
  return {
    kind: 'dots',
    boxes,
    entries: entries.subarray(0, count),
    colours: colours.subarray(0, count),
  };
}

function filled(
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  opacity: number,
): BoxCommand {
  return { kind: 'box', x, y, width, height, radius: 0, fill, line: null, lineWidth: 0, opacity };
}

function addTexts(list: Command[], scene: Scene, look: Look): void {
  const { layout, itemRects } = scene;
  for (const [item, text] of layout.texts) {
    const paper = layout.papers[item] ?? 0;
    const seen = isFaint(look.marks, paper) ? faintOpacity : 1;
    const [x = 0, y = 0, width = 0] = itemRects.subarray(4 * item, 4 * item + 3);
    list.push(...tileWords(text, paper, { x, y, width }, look.swatchOf(paper), seen));
  }
}

/** Outlines and selection: told apart by shape as well as by colour. */
function addRings(list: Command[], { layout, itemRects }: Scene, look: Look): void {
  const { neutrals } = look;
  const { flags, any, selected } = look.marks;
  if ((any & flag.outlined) === 0 && selected === null) return;
  const { papers } = layout;
  const ring = (item: number, line: string, lineWidth: number, inside: number) =>
    list.push({
      kind: 'box',
      x: (itemRects[4 * item] ?? 0) + inside,
      y: (itemRects[4 * item + 1] ?? 0) + inside,
      width: Math.max(0, (itemRects[4 * item + 2] ?? 0) - 2 * inside),
      height: Math.max(0, (itemRects[4 * item + 3] ?? 0) - 2 * inside),
      ...{ radius: 0, fill: null, line, lineWidth, opacity: 1 },
    });
  for (let item = 0; item < papers.length; item++) {
    const paper = papers[item] ?? 0;
    if (((flags[paper] ?? 0) & flag.outlined) !== 0) ring(item, neutrals.outline, 2, 1);
    if (paper === selected) {
      ring(item, neutrals.ground, 5, 0.5);
      ring(item, neutrals.accent, 3, 0);
    }
  }
}

function addStrips(
  list: Command[],
  tree: Dendrogram,
  { layout, frameRects }: Scene,
  look: Look,
): void {
  layout.frames.forEach((frame, index) => {
    const [x = 0, y = 0, width = 0] = frameRects.subarray(4 * index, 4 * index + 4);
    list.push(...stripWords(tree, frame, { x, y, width }, look, 1));
  });
}
