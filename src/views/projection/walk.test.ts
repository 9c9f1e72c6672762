import { describe, expect, it } from 'vitest';
import { gaussian, seededRandom } from '../../foundation/random';
import { paperTowards } from './walk';

/** Paper 0 in the middle, others around it. */
const around = Float32Array.from([0, 0, 1, 0.1, 2, 0, 0, -1, -0.4, 0.9, -1, 0]);

describe('paperTowards', () => {
  it('goes to the nearest paper in the direction of the key', () => {
    expect(paperTowards(around, 0, 'right')).toBe(1);
    expect(paperTowards(around, 0, 'left')).toBe(5);
    expect(paperTowards(around, 0, 'up')).toBe(3);
    expect(paperTowards(around, 0, 'down')).toBe(4);
    expect(paperTowards(around, 2, 'right')).toBeNull();
  });

  it('passes over papers that are not allowed', () => {
    expect(paperTowards(around, 0, 'right', (paper) => paper !== 1)).toBe(2);
  });

  it('reaches every paper of a random map', () => {
    const random = seededRandom(4);
    const n = 80;
    const positions = Float32Array.from({ length: 2 * n }, () => gaussian(random));
    const reached = new Set([0]);
    const open = [0];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const direction of ['left', 'right', 'up', 'down'] as const) {
        const next = paperTowards(positions, at, direction);
        if (next !== null && !reached.has(next)) open.push(next);
        if (next !== null) reached.add(next);
      }
    }
    expect(reached.size).toBe(n);
  });
});
