/**
 * Words in a transition. A name that is there before and after travels with its frame or tile; where
 * it is set otherwise afterwards, the one setting gives way to the other in place, so that at every
 * moment the name can be read. What comes and what leaves fades.
 */
import type { Dendrogram } from '../../clustering/dendrogram';
import { isFaint } from '../../explorer/marks/paper-marks';
import type { Command, TextCommand } from '../drawing/commands';
import type { Rect } from '../drawing/rect';
import { itemRect } from './boxes';
import { isTile } from './detail';
import { faintOpacity, type Look } from './look';
import type { Transition } from './transition';
import { stripWords, tileWords } from './words';

/** Less than this of a word is not worth drawing. */
const leastSeen = 0.02;

/** When words change, as shares of the way: what leaves goes first, what comes is there early. */
const span = {
  change: [0.25, 0.75],
  come: [0.05, 0.55],
  leave: [0, 0.5],
} as const;

/** 0 before `from`, 1 after `to`, evenly between. */
export function ramp(share: number, [from, to]: readonly [number, number]): number {
  return Math.min(1, Math.max(0, (share - from) / (to - from)));
}

/** Words of label strips at the eased progress of a transition. */
export function addMovingStrips(
  list: Command[],
  tree: Dendrogram,
  { scene, old, before, after, covered }: Transition,
  look: Look,
  eased: number,
): void {
  old.layout.frames.forEach((frame, index) => {
    if ((after.frames[index] ?? -1) >= 0) return;
    const box = boxAt(old.frameRects, index);
    const seen = covered[index] === 1 ? 1 - ramp(eased, span.leave) : 1 - eased;
    addWithin(list, stripWords(tree, frame, box, look, seen), box, frame, scene.layout);
  });
  scene.layout.frames.forEach((frame, index) => {
    const box = boxAt(scene.frameRects, index);
    const former = old.layout.frames[before.frames[index] ?? -1];
    const words = stripWords(tree, frame, box, look, 1);
    const formerWords = former === undefined ? [] : stripWords(tree, former, box, look, 1);
    const changed = ramp(eased, span.change);
    const { former: left, next } = settingsBetween(formerWords, words, eased, changed);
    if (former !== undefined) addWithin(list, left, box, former, scene.layout);
    addWithin(list, next, box, frame, scene.layout);
  });
}

/** What is written on tiles at the eased progress of a transition. */
export function addMovingTexts(
  list: Command[],
  { scene, old, before, after, leaving }: Transition,
  look: Look,
  eased: number,
): void {
  const seenOf = (paper: number) => (isFaint(look.marks, paper) ? faintOpacity : 1);
  for (const [item, text] of old.layout.texts) {
    const next = after.items[item] ?? -1;
    if (scene.layout.texts.has(next)) continue;
    const stays = next >= 0;
    if (!stays && leaving.items[item] !== 1) continue;
    const box = stays ? boxAt(scene.itemRects, next) : boxAt(old.itemRects, item);
    if (!isTile(box.width, box.height)) continue;
    const paper = old.layout.papers[item] ?? 0;
    const seen = seenOf(paper) * (stays ? 1 - ramp(eased, span.leave) : 1 - eased);
    const words = tileWords(text, paper, box.x, box.y, look.swatchOf(paper), seen);
    addWithin(list, words, box, itemRect(old.layout, item), scene.layout);
  }
  for (const [item, text] of scene.layout.texts) {
    const box = boxAt(scene.itemRects, item);
    if (!isTile(box.width, box.height)) continue;
    const paper = scene.layout.papers[item] ?? 0;
    const swatch = look.swatchOf(paper);
    const seen = seenOf(paper);
    const formerItem = before.items[item] ?? -1;
    const former = old.layout.texts.get(formerItem);
    const words = tileWords(text, paper, box.x, box.y, swatch, seen);
    const formerWords =
      former === undefined ? [] : tileWords(former, paper, box.x, box.y, swatch, seen);
    const changed = ramp(eased, span.change);
    const { former: left, next } = settingsBetween(formerWords, words, eased, changed);
    if (formerItem >= 0) addWithin(list, left, box, itemRect(old.layout, formerItem), scene.layout);
    addWithin(list, next, box, itemRect(scene.layout, item), scene.layout);
  }
}

/**
 * The same words on their way from one setting to another: lines that are alike travel, and are with
 * the next setting; others give way to each other. Without a former setting they come.
 */
function settingsBetween(
  former: readonly TextCommand[],
  next: readonly TextCommand[],
  eased: number,
  changed: number,
): { readonly former: readonly TextCommand[]; readonly next: readonly TextCommand[] } {
  if (former.length === 0) {
    return { former, next: next.map((line) => seenAt(line, ramp(eased, span.come))) };
  }
  const left: TextCommand[] = [];
  const shown: TextCommand[] = [];
  for (const role of ['name', 'count', 'detail'] as const) {
    const from = former.filter((line) => line.role === role);
    const to = next.filter((line) => line.role === role);
    const isSame =
      from.length === to.length && from.every((line, at) => line.text === to[at]?.text);
    if (isSame) {
      shown.push(...to.map((line, at) => lineBetween(from[at] ?? line, line, eased)));
    } else {
      left.push(...from.map((line) => seenAt(line, 1 - changed)));
      shown.push(...to.map((line) => seenAt(line, changed)));
    }
  }
  return { former: left, next: shown };
}

function seenAt(line: TextCommand, share: number): TextCommand {
  return { ...line, opacity: line.opacity * share };
}

function lineBetween(from: TextCommand, to: TextCommand, share: number): TextCommand {
  const mix = (one: number, other: number) => one + (other - one) * share;
  const size = Math.round(2 * mix(from.font.size, to.font.size)) / 2;
  return {
    ...to,
    x: from.anchor === to.anchor ? mix(from.x, to.x) : to.x,
    baseline: Math.round(mix(from.baseline, to.baseline)),
    font: { size, weight: share < 0.5 ? from.font.weight : to.font.weight },
  };
}

function boxAt(rects: Float32Array, index: number): Rect {
  const [x = 0, y = 0, width = 0, height = 0] = rects.subarray(4 * index, 4 * index + 4);
  return { x, y, width, height };
}

/** Adds what can be seen of some lines, none of it outside their box, for one of size `fits` they were set. */
function addWithin(
  list: Command[],
  lines: readonly TextCommand[],
  box: Rect,
  fits: { readonly width: number; readonly height: number },
  { width, height }: { readonly width: number; readonly height: number },
): void {
  if (box.x > width || box.y > height || box.x + box.width < 0 || box.y + box.height < 0) return;
  // To clip takes a canvas longer than the line.
  const clip = box.width + 0.5 >= fits.width && box.height + 0.5 >= fits.height ? null : box;
  for (const line of lines) if (line.opacity > leastSeen) list.push({ ...line, clip });
}
