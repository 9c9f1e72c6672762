import { describe, expect, it } from 'vitest';
import {
  boundsOf,
  boundsOfMembers,
  cameraAt,
  cameraFor,
  flight,
  homeBounds,
  resized,
  viewpointOf,
  visibleBounds,
} from './camera';

const size = { width: 800, height: 400 };

describe('cameraFor', () => {
  it('centres what it frames and leaves a border', () => {
    const bounds = { left: -1, right: 1, top: -1, bottom: 0 };
    const camera = cameraFor(bounds, size);
    const view = visibleBounds(camera, size);
    expect((view.left + view.right) / 2).toBeCloseTo(0);
    expect((view.top + view.bottom) / 2).toBeCloseTo(-0.5);
    expect(view.left).toBeLessThan(-1);
    expect(view.bottom).toBeGreaterThan(0);
    expect(camera.k).toBeCloseTo(0.9 * 400);
  });

  it('does not blow up a single place', () => {
    const point = { left: 0.3, right: 0.3, top: 0.2, bottom: 0.2 };
    const view = visibleBounds(cameraFor(point, size), size);
    expect(view.right - view.left).toBeGreaterThan(0.08);
  });
});

describe('bounds', () => {
  const positions = Float32Array.from({ length: 400 }, (_, at) => (at < 398 ? (at % 7) / 10 : 5));

  it('hold every position', () => {
    expect(boundsOf(positions)).toMatchObject({ left: 0, right: 5 });
    expect(boundsOf(new Float32Array())).toEqual({ left: -1, top: -1, right: 1, bottom: 1 });
  });

  it('leave strays out when a topic is framed', () => {
    const members = Uint32Array.from({ length: 200 }, (_, i) => i);
    expect(boundsOfMembers(positions, members).right).toBeCloseTo(0.6);
  });

  it('leave the farthest papers of a large corpus out at first', () => {
    const many = new Float32Array(2 * 50_000).map((_, at) => (at < 4 ? 9 : (at % 11) / 10));
    expect(homeBounds(many).right).toBeCloseTo(1);
    expect(homeBounds(positions).right).toBe(5);
  });
});

describe('flight', () => {
  it('starts and ends where it should and passes through finite cameras', () => {
    const from = cameraFor({ left: -1, right: 1, top: -1, bottom: 1 }, size);
    const to = cameraFor({ left: 0.5, right: 0.6, top: 0.5, bottom: 0.6 }, size);
    const path = flight(from, to, size);
    expect(path(0).k).toBeCloseTo(from.k);
    expect(path(1)).toEqual(to);
    for (const share of [0.1, 0.5, 0.9]) {
      expect(Object.values(path(share)).every(Number.isFinite)).toBe(true);
    }
  });
});

describe('resized', () => {
  it('keeps the middle and the share of the plane in view', () => {
    const camera = cameraFor({ left: 0, right: 0.5, top: 0, bottom: 0.5 }, size);
    const larger = { width: 1600, height: 800 };
    const before = visibleBounds(camera, size);
    const after = visibleBounds(resized(camera, size, larger), larger);
    expect(after.left).toBeCloseTo(before.left);
    expect(after.bottom).toBeCloseTo(before.bottom);
  });
});

describe('a viewpoint', () => {
  it('is found again in a view of its own size, and of any other', () => {
    const camera = { k: 812, x: -31, y: 77 };
    const seen = viewpointOf(camera, size);
    const again = cameraAt(seen, size);
    expect(again.k).toBeCloseTo(camera.k);
    expect(again.x).toBeCloseTo(camera.x);
    expect(again.y).toBeCloseTo(camera.y);
    const phone = { width: 390, height: 640 };
    const there = viewpointOf(cameraAt(seen, phone), phone);
    expect(there.x).toBeCloseTo(seen.x);
    expect(there.y).toBeCloseTo(seen.y);
    expect(there.span).toBeCloseTo(seen.span);
  });
});
