/**
 * The papers of a topic at which its name may stand: where the topic is dense and among themselves, and
 * apart from each other.
 */
import { densityAt, type TopicGround } from './topic-ground';

/** Anchors per topic. */
const most = 8;
/** Members looked at, an even choice of those there are. */
const looked = 200;
/** Anchors of one topic are at least this share of its radius apart. */
const apart = 0.3;
/** Papers where the topic is sparser than this share of its densest place are its strays. */
const strays = 0.5;

/**
 * @param positions n×2 row-major
 * @param all summed density of all topics named together, as {@link TopicGround.density}
 */
export function anchorsOf(
  positions: Float32Array,
  members: Uint32Array,
  ground: TopicGround,
  all: Float32Array,
): (readonly [number, number])[] {
  const step = Math.max(1, Math.floor(members.length / looked));
  const candidates: { at: readonly [number, number]; own: number; score: number }[] = [];
  for (let i = 0; i < members.length; i += step) {
    const paper = members[i] ?? 0;
    const at = [positions[2 * paper] ?? 0, positions[2 * paper + 1] ?? 0] as const;
    const own = densityAt(ground, ground.density, ...at);
    const purity = own / Math.max(own, densityAt(ground, all, ...at), 1e-9);
    candidates.push({ at, own, score: own * purity ** 3 });
  }
  const densest = Math.max(...candidates.map(({ own }) => own));
  candidates.sort((a, b) => b.score - a.score || a.at[0] - b.at[0] || a.at[1] - b.at[1]);
  const anchors: (readonly [number, number])[] = [];
  for (const { at, own } of candidates) {
    if (own < strays * densest) continue;
    const near = anchors.some(([x, y]) => Math.hypot(x - at[0], y - at[1]) < apart * ground.radius);
    if (!near) anchors.push(at);
    if (anchors.length === most) break;
  }
  return anchors;
}

/** Densities summed, topic by topic. */
export function summedDensity(grounds: readonly TopicGround[]): Float32Array {
  const all = new Float32Array(grounds[0]?.density.length ?? 0);
  for (const { density } of grounds) {
    for (let cell = 0; cell < all.length; cell++) {
      all[cell] = (all[cell] ?? 0) + (density[cell] ?? 0);
    }
  }
  return all;
}
