/** Papers that must be seen whatever lies over them: the selected one and search hits. */
import { packed } from '../drawing/packed-colour';
import type { MarkedCommand } from './map-drawing';
import { paintStamp, type Scene } from './paint-stamp';
import { stampSet } from './stamps';

/** Points smaller than this in device pixels have no rim: it would be all of them. */
const rimFrom = 2;

/** @param ink what rims are mixed towards, packed */
export function paintMarked(scene: Scene, command: MarkedCommand, ink: number): void {
  const { density, picture } = scene;
  const { places, paints, shape, fill, ring } = command;
  const radius = command.radius * density;
  const rim = radius < rimFrom * density ? 0 : Math.max(1, 0.9 * density);
  const point = stampSet({ shape, radius, rim }, picture.stride);
  const around =
    ring &&
    stampSet(
      {
        shape: ring.shape,
        radius: (ring.inner + ring.width) * density,
        hole: ring.inner * density,
      },
      picture.stride,
    );
  for (const place of places) {
    const colour = fill === null ? (paints[place] ?? 0) : packed(fill);
    paintStamp(scene, point, place, colour, ink);
    if (ring && around) paintStamp(scene, around, place, packed(ring.colour), ink);
  }
}
