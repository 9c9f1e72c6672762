/** The one thing all shapes on the map come down to: a small stamp put "over" the picture. */
import { mixed } from '../drawing/packed-colour';
import { visibleBounds, type Camera } from './camera';
import { over, type Picture } from './picture';
import { runsWithin, type PointCloud } from './point-cloud';
import { substeps, type StampSet } from './stamps';

/** What is painted, from where, onto what. */
export interface Scene {
  readonly picture: Picture;
  readonly cloud: PointCloud;
  readonly camera: Camera;
  readonly density: number;
}

/** The runs of places in view, a margin wider than the picture so that shapes at the edge are not lost. */
export function runs({ picture, cloud, camera, density }: Scene) {
  const margin = picture.margin / density;
  const view = visibleBounds(
    { k: camera.k, x: camera.x + margin, y: camera.y + margin },
    {
      width: picture.width / density + 2 * margin,
      height: picture.height / density + 2 * margin,
    },
  );
  return runsWithin(cloud, view);
}

/** Share of ink in a rim. */
const rimInk = 0.45;

/**
 * Puts the stamp of one place onto the picture; outside of it nothing happens.
 *
 * @param set stamps made for the picture's stride
 * @param colour packed, see `packed`
 * @param ink what the rim is mixed towards, packed
 */
export function paintStamp(
  { picture, cloud, camera, density }: Scene,
  set: StampSet,
  place: number,
  colour: number,
  ink: number,
): void {
  const { pixels, stride, margin } = picture;
  const { alpha, share } = over;
  const x = ((cloud.positions[2 * place] ?? 0) * camera.k + camera.x) * density + margin;
  const y = ((cloud.positions[2 * place + 1] ?? 0) * camera.k + camera.y) * density + margin;
  const { reach } = set;
  if (!(x >= reach && x < stride - reach)) return;
  if (!(y >= reach && y < picture.height + 2 * margin - reach)) return;
  const column = x | 0;
  const row = y | 0;
  const sub = (((y - row) * substeps) | 0) * substeps + (((x - column) * substeps) | 0);
  const stamp = set.stamps[sub];
  if (stamp === undefined) return;
  const { offsets, coverage, rim } = stamp;
  const centre = row * stride + column;
  const rimColour = mixed(ink, colour, Math.round(255 * rimInk));
  for (let i = 0; i < offsets.length; i++) {
    const at = centre + (offsets[i] ?? 0);
    const under = pixels[at] ?? 0;
    const above = coverage[i] ?? 0;
    const rimShare = rim[i] ?? 0;
    const own = rimShare === 0 ? colour & 0xffffff : mixed(rimColour, colour, rimShare);
    if (under === 0) {
      pixels[at] = own | (above << 24);
      continue;
    }
    const pair = (above << 8) | (under >>> 24);
    pixels[at] = mixed(own, under, share[pair] ?? 0) | ((alpha[pair] ?? 0) << 24);
  }
}
