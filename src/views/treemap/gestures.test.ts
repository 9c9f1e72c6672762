import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchGestures, type Place } from './gestures';

interface Contact {
  readonly x: number;
  readonly y: number;
  readonly id?: number;
  readonly by?: 'touch' | 'mouse';
  readonly button?: number;
}

/** An element under test, and what was understood of what happened on it. */
function watched(isPaper = true) {
  const element = new EventTarget();
  const heard: string[] = [];
  const at = ({ clientX, clientY }: Place) => `${clientX},${clientY}`;
  const stop = watchGestures(element, {
    onMove: (place) => heard.push(`move ${at(place)}`),
    onLeave: () => heard.push('leave'),
    onTap: (place, finger) => heard.push(`${finger ? 'finger' : 'mouse'} tap ${at(place)}`),
    onZoomIn: (place) => heard.push(`in ${at(place)}`),
    onZoomOut: () => heard.push('out'),
    isPaper: () => isPaper,
  });
  const send = (type: string, { x, y, id = 1, by = 'touch', button = 0 }: Contact) => {
    const fields = { clientX: x, clientY: y, pointerId: id, pointerType: by, button };
    element.dispatchEvent(Object.assign(new Event(type), fields));
  };
  const tap = (contact: Contact) => {
    send('pointerdown', contact);
    send('pointerup', contact);
  };
  /** Two fingers, `from` apart around (100, 100), move until they are `to` apart. */
  const pinch = (from: number, to: number) => {
    const fingers = (apart: number) => [
      { id: 1, x: 100 - apart / 2, y: 100 },
      { id: 2, x: 100 + apart / 2, y: 100 },
    ];
    for (const finger of fingers(from)) send('pointerdown', finger);
    for (let step = 1; step <= 10; step++) {
      for (const finger of fingers(from + ((to - from) * step) / 10)) send('pointermove', finger);
    }
    for (const finger of fingers(to)) send('pointerup', finger);
  };
  return { heard, send, tap, pinch, stop };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a finger that rests', () => {
  it('shows what hovering shows, and opens nothing when it is lifted', () => {
    const { heard, send } = watched();
    send('pointerdown', { x: 5, y: 6 });
    vi.advanceTimersByTime(499);
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(1);
    send('pointermove', { x: 40, y: 6 });
    send('pointerup', { x: 40, y: 6 });
    vi.advanceTimersByTime(1000);
    expect(heard).toEqual(['move 5,6']);
    send('pointerdown', { x: 80, y: 6 });
    expect(heard).toEqual(['move 5,6', 'leave']);
  });

  it('does not rest where it strays, or where another comes', () => {
    const { heard, send } = watched();
    send('pointerdown', { x: 5, y: 6 });
    send('pointermove', { x: 25, y: 6 });
    vi.advanceTimersByTime(1000);
    send('pointerup', { x: 25, y: 6 });
    send('pointerdown', { x: 5, y: 6 });
    send('pointerdown', { x: 50, y: 6, id: 2 });
    vi.advanceTimersByTime(1000);
    expect(heard.filter((what) => what.startsWith('move'))).toEqual([]);
  });

  it('is no tap of a mouse', () => {
    const { heard, send } = watched();
    send('pointerdown', { x: 5, y: 6, by: 'mouse' });
    vi.advanceTimersByTime(1000);
    send('pointerup', { x: 5, y: 6, by: 'mouse' });
    expect(heard).toEqual(['mouse tap 5,6']);
  });
});

describe('a mouse', () => {
  it('hovers, clicks at once and leaves', () => {
    const { heard, send, tap } = watched();
    send('pointermove', { x: 5, y: 6, by: 'mouse' });
    tap({ x: 5, y: 6, by: 'mouse' });
    send('pointerleave', { x: 0, y: 0, by: 'mouse' });
    expect(heard).toEqual(['move 5,6', 'mouse tap 5,6', 'leave']);
  });

  it('does not click with another button, nor where it was dragged', () => {
    const { heard, send, tap } = watched();
    tap({ x: 5, y: 5, by: 'mouse', button: 2 });
    send('pointerdown', { x: 5, y: 5, by: 'mouse' });
    send('pointerup', { x: 40, y: 5, by: 'mouse' });
    expect(heard).toEqual([]);
  });
});

describe('a finger', () => {
  it('opens a paper once no second tap can come', () => {
    const { heard, tap } = watched();
    tap({ x: 9, y: 9 });
    expect(heard).toEqual([]);
    vi.runAllTimers();
    expect(heard).toEqual(['finger tap 9,9']);
  });

  it('zooms into a topic without waiting', () => {
    const { heard, tap } = watched(false);
    tap({ x: 9, y: 9 });
    expect(heard).toEqual(['finger tap 9,9']);
  });

  it('zooms in with a double tap, and opens nothing', () => {
    const { heard, tap } = watched();
    tap({ x: 50, y: 50 });
    tap({ x: 54, y: 52 });
    vi.runAllTimers();
    expect(heard).toEqual(['in 54,52']);
  });

  it('does not take two taps far apart for a double tap', () => {
    const { heard, tap } = watched();
    tap({ x: 50, y: 50 });
    tap({ x: 250, y: 50 });
    vi.runAllTimers();
    expect(heard).toEqual(['finger tap 250,50']);
  });

  it('neither hovers nor taps while it scrolls', () => {
    const { heard, send } = watched();
    send('pointerdown', { x: 5, y: 5 });
    send('pointermove', { x: 5, y: 30 });
    send('pointercancel', { x: 5, y: 30 });
    send('pointerup', { x: 5, y: 30 });
    vi.runAllTimers();
    expect(heard).toEqual([]);
  });
});

describe('two fingers', () => {
  it('zoom in once where they spread', () => {
    const { heard, pinch } = watched();
    pinch(60, 200);
    vi.runAllTimers();
    expect(heard).toEqual(['in 100,100']);
  });

  it('zoom out once where they pinch', () => {
    const { heard, pinch } = watched();
    pinch(200, 60);
    vi.runAllTimers();
    expect(heard).toEqual(['out']);
  });

  it('do nothing where they only rest, and tap again afterwards', () => {
    const { heard, pinch, tap } = watched(false);
    pinch(100, 110);
    expect(heard).toEqual([]);
    tap({ x: 1, y: 2 });
    expect(heard).toEqual(['finger tap 1,2']);
  });
});

it('hears nothing more once stopped, not even a tap that waits', () => {
  const { heard, tap, stop } = watched();
  tap({ x: 9, y: 9 });
  stop();
  tap({ x: 9, y: 9 });
  vi.runAllTimers();
  expect(heard).toEqual([]);
});
