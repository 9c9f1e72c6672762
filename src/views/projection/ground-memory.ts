/** Where topics lie, remembered: of a large map it takes a while to find, and stays as long as the layout. */
import { boundsOf } from './camera';
import { topicGround, type MapTopic, type TopicGround } from './topic-ground';

/** Grounds kept at most, of some 37 kB each. */
const most = 200;

export class GroundMemory {
  readonly #known = new Map<string, TopicGround>();
  /** What the known ones are of. */
  #positions: Float32Array | null = null;
  #leaves: ArrayBufferLike | null = null;
  #farthest = 1;

  /**
   * @param positions n×2 row-major, at rest
   * @param members a range of the leaves of one tree
   */
  groundOf(positions: Float32Array, members: Uint32Array): TopicGround {
    if (positions !== this.#positions || members.buffer !== this.#leaves) {
      this.#known.clear();
      this.#positions = positions;
      this.#leaves = members.buffer;
      this.#farthest = Math.max(1, ...Object.values(boundsOf(positions)).map(Math.abs));
    }
    const key = rangeOf(members);
    const known = this.#known.get(key);
    if (known) return known;
    const ground = topicGround(positions, members, this.#farthest);
    const [oldest] = this.#known.keys();
    if (this.#known.size === most && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(key, ground);
    return ground;
  }
}

/** The same topics where nothing of them has changed: what is made of them stays then. */
export function unchanged(
  before: readonly MapTopic[],
  now: readonly MapTopic[],
): readonly MapTopic[] {
  const isSame =
    before.length === now.length &&
    now.every((topic, at) => {
      const other = before[at];
      return (
        other !== undefined &&
        isNamedAlike(topic, other) &&
        topic.colour === other.colour &&
        topic.ink === other.ink
      );
    });
  return isSame ? before : now;
}

/** Whether two topics have one name and the same papers, and so one place for the name. */
export function isNamedAlike(one: MapTopic, other: MapTopic): boolean {
  return (
    one.node === other.node &&
    one.name === other.name &&
    one.depth === other.depth &&
    hasSameMembers(one, other)
  );
}

/** Whether papers are the same range of one tree's leaves. */
function hasSameMembers({ members }: MapTopic, other: MapTopic): boolean {
  return members.buffer === other.members.buffer && rangeOf(members) === rangeOf(other.members);
}

function rangeOf({ byteOffset, length }: Uint32Array): string {
  return `${byteOffset} ${length}`;
}
