/** The page of the frame bench: draws a zoom frame by frame and times each frame. */
import { syntheticScene } from '../../e2e/gallery/projection-scenes';
import { cameraFor, flight, homeBounds } from '../../src/views/projection/camera';
import { deckDrawing, ourDrawing, rectangles, reglDrawing, size, type Engine } from './drawings';

declare global {
  interface Window {
    /** Makes so many synthetic papers ready to be drawn, and draws them twice. */
    prepareZoom: (engine: Engine, papers: number) => Promise<void>;
    /**
     * Milliseconds of each frame of a zoom over the papers made ready, spread evenly over the zoom;
     * fewer frames when the engine is slow.
     */
    zoomFrames: () => Promise<number[]>;
  }
}

const most = 60;
const fewest = 6;
/** The time all frames may take together, in milliseconds. */
const patience = 12_000;

const makers = {
  papergrove: ourDrawing,
  'canvas-2d': rectangles,
  'regl-scatterplot': reglDrawing,
  'deck.gl': deckDrawing,
};

let inFrames = 0;
const request = window.requestAnimationFrame.bind(window);
// Libraries draw in frames of their own: what all callbacks take is added up.
window.requestAnimationFrame = (callback) =>
  request((now) => {
    const began = performance.now();
    callback(now);
    inFrames += performance.now() - began;
  });

let zoom = (): Promise<number[]> => Promise.reject(new Error('Nothing is prepared.'));
window.zoomFrames = () => zoom();

window.prepareZoom = async (engine, papers) => {
  const canvas = document.querySelector('canvas');
  const { positions, colours } = syntheticScene(papers);
  if (canvas === null || positions === null) throw new Error('There is nothing to draw.');
  const home = cameraFor(homeBounds(positions), size);
  const near = cameraFor({ left: -0.2, right: 0.2, top: -0.2, bottom: 0.2 }, size);
  const path = flight(home, near, size);
  const drawing = await makers[engine](canvas, positions, colours);

  const measure = async (at: number) => {
    inFrames = 0;
    const began = performance.now();
    const drawn = drawing.draw(path(at));
    const direct = performance.now() - began;
    await drawn;
    const finishing = performance.now();
    drawing.readBack();
    return direct + inFrames + performance.now() - finishing;
  };
  await measure(0);
  const first = await measure(0.01);
  const frames = Math.max(fewest, Math.min(most, Math.floor(patience / first)));
  zoom = async () => {
    const spent: number[] = [];
    for (let frame = 0; frame < frames; frame++) {
      await new Promise(request);
      spent.push(await measure(frame / (frames - 1)));
    }
    return spent;
  };
};
