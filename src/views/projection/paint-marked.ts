/** Papers that must be seen whatever lies over them: the selected ones and search hits. */
import { paintStamp, type Scene } from './paint-stamp';
import { packed } from './picture';
import type { PointTheme } from './point-paint';
import { stampSet, type Shape } from './stamps';

const manyMarks = 200;
/** Beyond this many, hits take the colour of their ring instead of a ring, which would hide others. */
const mostRings = 400;

/** Selected papers in a circle, search hits in a square: told apart without colour. */
export function paintMarked(scene: Scene, theme: PointTheme, shape: Shape, usual: number): void {
  const { paint, picture, density } = scene;
  if (paint.marked.length === 0) return;
  const { stride } = picture;
  // Many marks become small ones, or their rings would hide what they mark.
  const many = paint.marked.length > manyMarks;
  const tooMany = paint.marked.length > mostRings;
  // A few are made large enough to be seen; very many would run together.
  const radius = Math.max(usual, (tooMany ? 1.2 : 2.2) * density);
  const rim = radius < 2 * density ? 0 : Math.max(1, 0.9 * density);
  const gap = (many ? 0.6 : 1.4) * density;
  const line = (many ? 1 : 1.8) * density;
  const ring = { radius: radius + gap + line, hole: radius + gap };
  const point = stampSet({ shape, radius, rim }, stride);
  const rings = {
    selected: stampSet({ shape: 'circle', ...ring }, stride),
    hit: stampSet({ shape: 'square', ...ring }, stride),
  };
  const colours = { selected: packed(theme.accent), hit: packed(theme.hit) };
  const ink = packed(theme.ink);
  for (const { place, mark } of paint.marked) {
    if (tooMany && mark === 'hit') {
      paintStamp(scene, point, place, colours.hit, ink);
      continue;
    }
    paintStamp(scene, point, place, paint.paints[place] ?? 0, ink);
    paintStamp(scene, rings[mark], place, colours[mark], ink);
  }
}
