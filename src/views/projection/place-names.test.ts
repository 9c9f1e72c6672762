import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeNames, type NameRequest } from './place-names';

const size = { width: 600, height: 400 };
const free = () => false;
const around = [
  [0, 0],
  [0, 30],
  [0, -30],
  [120, 0],
  [-120, 0],
] as const;

const request = fc.record({
  key: fc.uuid(),
  x: fc.double({ min: -50, max: 650, noNaN: true }),
  y: fc.double({ min: -50, max: 450, noNaN: true }),
  width: fc.double({ min: 10, max: 180, noNaN: true }),
  height: fc.constantFrom(17, 34),
  priority: fc.integer({ min: 0, max: 50 }),
  places: fc.constant(around),
});

describe('placeNames', () => {
  it('never lets two names overlap or leave the view', () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 40 }), (requests) => {
        const boxes = placeNames(requests, size, [], free).map(({ key, x, y }) => {
          const { width = 0, height = 0 } = requests.find((one) => one.key === key) ?? {};
          return {
            left: x - width / 2,
            right: x + width / 2,
            top: y - height / 2,
            bottom: y + height / 2,
          };
        });
        for (const [at, a] of boxes.entries()) {
          expect(a.left).toBeGreaterThanOrEqual(0);
          expect(a.bottom).toBeLessThanOrEqual(size.height);
          for (const b of boxes.slice(at + 1)) {
            const apart =
              a.left >= b.right || b.left >= a.right || a.top >= b.bottom || b.top >= a.bottom;
            expect(apart).toBe(true);
          }
        }
      }),
    );
  });

  const name = (key: string, priority: number): NameRequest => ({
    key,
    x: 300,
    y: 200,
    width: 100,
    height: 17,
    priority,
    places: around,
  });

  it('gives the wanted place to the highest priority, whatever the order', () => {
    for (const requests of [
      [name('small', 1), name('large', 2)],
      [name('large', 2), name('small', 1)],
    ]) {
      const placed = placeNames(requests, size, [], free);
      expect(placed[0]).toEqual({ key: 'large', x: 300, y: 200 });
      expect(placed[1]?.y).not.toBe(200);
    }
  });

  it('leaves out what finds no room', () => {
    const crowd = Array.from({ length: 60 }, (_, i) => name(`name ${i}`, i));
    const placed = placeNames(crowd, size, [], free);
    expect(placed).toHaveLength(around.length);
  });

  it('covers no point and no name that is there already', () => {
    const covers = ({ top, bottom }: { top: number; bottom: number }) => top < 200 && bottom > 200;
    expect(placeNames([name('a', 1)], size, [], covers)[0]?.y).toBe(230);
    const taken = [{ left: 0, right: 600, top: 190, bottom: 300 }];
    expect(placeNames([name('a', 1)], size, taken, free)[0]?.y).toBe(170);
  });
});
