import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameLines, placeNames, type NameRequest } from './names';

const size = { width: 600, height: 400 };
const free = () => 0;
const measure = (text: string) => 7 * text.length;

const request = fc.record({
  key: fc.uuid(),
  x: fc.double({ min: -50, max: 650, noNaN: true }),
  y: fc.double({ min: -50, max: 450, noNaN: true }),
  width: fc.double({ min: 10, max: 180, noNaN: true }),
  height: fc.constantFrom(17, 34),
  priority: fc.integer({ min: 0, max: 50 }),
});

describe('placeNames', () => {
  it('never lets two names overlap or leave the view', () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 40 }), (requests) => {
        const boxes = placeNames(requests, size, free).map(({ key, x, y }) => {
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
  });

  it('gives the wanted place to the highest priority, whatever the order', () => {
    for (const requests of [
      [name('small', 1), name('large', 2)],
      [name('large', 2), name('small', 1)],
    ]) {
      const placed = placeNames(requests, size, free);
      expect(placed[0]).toEqual({ key: 'large', x: 300, y: 200 });
      expect(placed[1]?.y).not.toBe(200);
    }
  });

  it('leaves out what finds no room', () => {
    const crowd = Array.from({ length: 60 }, (_, i) => name(`name ${i}`, i));
    const placed = placeNames(crowd, size, free);
    expect(placed.length).toBeGreaterThan(4);
    expect(placed.length).toBeLessThan(20);
  });

  it('steps aside rather than cover points', () => {
    const covered = ({ top, bottom }: { top: number; bottom: number }) =>
      top < 200 && bottom > 200 ? 5 : 0;
    expect(placeNames([name('a', 1)], size, covered)[0]?.y).not.toBe(200);
  });
});

describe('nameLines', () => {
  it('leaves short names alone', () => {
    expect(nameLines('diffusion · images', 190, measure)).toEqual(['diffusion · images']);
  });

  it('breaks between phrases, evenly', () => {
    expect(nameLines('one · two two two · three three', 140, measure)).toEqual([
      'one · two two two',
      'three three',
    ]);
  });

  it('fills the first line of a title and shortens the second', () => {
    const lines = nameLines('A study of very many things that nobody ever wanted', 140, measure);
    expect(lines).toEqual(['A study of very many', 'things that nobody…']);
    for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(140);
  });

  it('shortens a single endless word', () => {
    expect(nameLines('x'.repeat(80), 70, measure)).toEqual([`${'x'.repeat(9)}…`]);
  });
});
