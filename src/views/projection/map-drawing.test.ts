import { describe, expect, it } from 'vitest';
import { flag, noMarks } from '../../explorer/marks/paper-marks';
import { gaussian, seededRandom } from '../../foundation/random';
import { cameraFor } from './camera';
import { nameCommands, pointCommands, regionCommands } from './map-drawing';
import { pointCloud } from './point-cloud';
import { pointLook } from './point-look';
import { pointPaint } from './point-paint';
import { topicGround } from './topic-ground';

const theme = { accent: 0xb3261e, hit: 0x1a5fb4, ink: 0x1c211e };
const n = 900;
const random = seededRandom(4);
const positions = Float32Array.from({ length: 2 * n }, () => gaussian(random) / 3);
const cloud = pointCloud(positions);
const colours = new Uint32Array(n).fill(0x3c7a3b);
const camera = cameraFor({ left: -1, right: 1, top: -1, bottom: 1 }, { width: 800, height: 600 });

function pointsOf({ hits = 0, faint = 0, selected = -1, cell = 0 }) {
  const flags = Uint8Array.from(
    colours,
    (_, paper) => (paper < hits ? flag.found : 0) | (paper < faint ? flag.faint : 0),
  );
  const marks = { ...noMarks(n), flags, any: 255, selected: selected < 0 ? null : selected };
  const look = pointLook(cloud, camera, cell === 0 ? null : cell);
  return pointCommands(cloud, pointPaint(cloud, colours, marks), theme, look);
}

/** All but the arrays, which are the cloud's own. */
function summary(list: ReturnType<typeof pointsOf>) {
  return list.map((command) => ({
    ...command,
    ...{ cloud: null, paints: null },
    ...('places' in command ? { places: command.places.length } : {}),
  }));
}

describe('the points of a projection', () => {
  it.each([
    ['plain', {}],
    ['some faint, one selected', { faint: 400, selected: 7 }],
    ['a few found', { hits: 30, faint: 500, selected: 3 }],
    ['many found', { hits: 300 }],
    ['so many found that rings would hide them', { hits: 700 }],
    ['cells of a grid, from near', { cell: 2 }],
  ])('%s', (_, asked) => {
    expect(summary(pointsOf(asked))).toMatchSnapshot();
  });

  it('lifts what is found over what is faint, although it is put aside too', () => {
    const [plain, hits, ...rest] = pointsOf({ hits: 10, faint: 10 });
    expect(plain).toMatchObject({
      kind: 'points',
      opacity: pointLook(cloud, camera, null).opacity,
    });
    expect(hits).toMatchObject({ kind: 'marked', mark: 'hit' });
    expect(rest).toEqual([]);
  });

  it('makes no object per paper', () => {
    expect(pointsOf({ faint: 400 })).toHaveLength(2);
    for (const { paints } of pointsOf({})) expect(paints).toHaveLength(n);
  });
});

it('regions and names of a projection', () => {
  const members = Uint32Array.from({ length: 40 }, (_, paper) => paper);
  const ground = topicGround(positions, members);
  const [region] = regionCommands([{ ground, colour: 0x9a5b13 }]);
  expect({ ...region, ground: null }).toMatchSnapshot();
  const topic = { node: 5, name: 'a · b', members, colour: 0x9a5b13, ink: '#553300' };
  const names = [
    { kind: 'topic', key: 't', topic, lines: ['a', 'b'], font: 14, lead: null, x: 40, y: 60 },
    {
      kind: 'topic',
      key: 'u',
      topic: { ...topic, depth: 1 },
      lines: ['a'],
      font: 12,
      lead: null,
      x: 9,
      y: 9,
    },
    { kind: 'paper', key: 'p', paper: 3, lines: ['A title'], x: 100, y: 90 },
  ] as const;
  const list = nameCommands(names, { ink: '#111', soft: '#555' }, pointLook(cloud, camera, null));
  expect(list.map(({ name, ...how }) => ({ key: name.key, ...how }))).toMatchSnapshot();
});
