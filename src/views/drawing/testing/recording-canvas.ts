/** A canvas that draws nothing and writes down what it is told, for tests. */
import type { Canvas } from '../surface';

/** A call that would have put something on the canvas, with the styles it would have had. */
export interface DrawnCall {
  readonly name: 'fillRect' | 'strokeRect' | 'roundRect' | 'fillText';
  readonly numbers: readonly number[];
  readonly text: string;
  readonly fill: string;
  readonly line: string;
  readonly font: string;
  readonly opacity: number;
  readonly direction: string;
  readonly align: string;
}

/** `calls` holds what was drawn since the canvas was last cleared. */
export function recordingCanvas(): { readonly context: Canvas; readonly calls: DrawnCall[] } {
  const calls: DrawnCall[] = [];
  const nothing = () => undefined;
  const record = (name: DrawnCall['name'], numbers: readonly number[], text = '') => {
    const { fillStyle, strokeStyle, font, globalAlpha: opacity, direction, textAlign } = context;
    calls.push({
      name,
      numbers,
      text,
      fill: `${fillStyle}`,
      line: `${strokeStyle}`,
      font,
      opacity,
      direction,
      align: textAlign,
    });
  };
  const context: Canvas = {
    direction: 'ltr',
    fillStyle: '',
    strokeStyle: '',
    font: '',
    globalAlpha: 1,
    lineWidth: 1,
    textAlign: 'start',
    textBaseline: 'alphabetic',
    setTransform: nothing,
    clearRect: () => void calls.splice(0),
    beginPath: nothing,
    setLineDash: nothing,
    clip: nothing,
    drawImage: nothing,
    fill: nothing,
    rect: nothing,
    restore: nothing,
    save: nothing,
    stroke: nothing,
    fillRect: (...box: number[]) => record('fillRect', box),
    strokeRect: (...box: number[]) => record('strokeRect', box),
    roundRect: (x: number, y: number, width: number, height: number) =>
      record('roundRect', [x, y, width, height]),
    fillText: (text: string, x: number, y: number) => record('fillText', [x, y], text),
  };
  return { context, calls };
}
