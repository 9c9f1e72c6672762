import { XMLValidator } from 'fast-xml-parser';
import { expect, it } from 'vitest';
import { flag, noMarks } from '../../explorer/marks/paper-marks';
import { plainMeasure } from '../drawing/text';
import { cameraFor } from './camera';
import { projectionSvg, type PictureOf } from './export-svg';
import { pointCloud } from './point-cloud';
import { pointLook } from './point-look';
import { topicGround } from './topic-ground';

const size = { width: 400, height: 300 };
const positions = Float32Array.from([-1, -0.5, -0.9, -0.4, 0.2, 0.3, 1, 0.5]);
const cloud = pointCloud(positions);
const camera = cameraFor({ left: -1, right: 1, top: -0.5, bottom: 0.5 }, size);
const members = Uint32Array.of(0, 1);

const picture: PictureOf = {
  title: 'Sets <of> "papers" & more\u0000',
  caption: 'UMAP, seed 42',
  cloud,
  colours: Uint32Array.of(0x9a5b13, 0x9a5b13, 0x3c7a3b, 0x3c7a3b),
  marks: {
    ...noMarks(0),
    flags: Uint8Array.of(0, flag.found, flag.found, flag.faint),
    any: flag.found | flag.faint,
    selected: 1,
  },
  outlines: [{ ground: topicGround(positions, members), colour: 0x9a5b13 }],
  names: [
    {
      kind: 'topic',
      key: 'topic 5',
      topic: { node: 5, name: 'a < b · c', members, colour: 0x9a5b13 },
      lines: ['a < b', 'c'],
      font: 13,
      lead: null,
      x: 40,
      y: 60,
    },
  ],
  legend: { kind: 'tree', title: 'Topic', note: '' },
  topics: [
    { node: 5, name: 'a < b · c', members, colour: 0x9a5b13 },
    { node: 3, name: 'inside', members, colour: 0x9a5b13, depth: 1 },
  ],
  measure: plainMeasure,
  camera,
  look: pointLook(cloud, camera, null),
  size,
  theme: {
    background: 'rgb(255, 254, 251)',
    ink: 'rgb(28, 33, 30)',
    soft: 'rgb(86, 92, 87)',
    points: { accent: 0x0b57d0, hit: 0xa3420f, ink: 0x1c211e },
  },
};

it('is well-formed whatever the names hold', () => {
  const svg = projectionSvg(picture);
  expect(XMLValidator.validate(svg)).toBe(true);
  expect(svg).toContain('Sets &lt;of&gt; &quot;papers&quot; &amp; more</title>');
  expect(svg).toContain('UMAP, seed 42');
  expect(svg).toContain('a &lt; b · c (2)');
  expect(svg).not.toContain('inside');
});

it('draws every paper in view once, the faint ones first', () => {
  const svg = projectionSvg(picture);
  expect(svg.match(/h0/g)).toHaveLength(4);
  expect(svg.indexOf('stroke-opacity="0.202"')).toBeLessThan(svg.indexOf('stroke-opacity="0.92"'));
});

it('rings selected papers, and squares the other hits', () => {
  const svg = projectionSvg(picture);
  expect(svg.match(/class="selected"/g)).toHaveLength(1);
  expect(svg.match(/class="hit"/g)).toHaveLength(1);
});

it('stays as it is', () => {
  expect(projectionSvg(picture)).toMatchSnapshot();
});

it('stays as it is on a phone in the dark', () => {
  const phone = { width: 260, height: 320 };
  expect(
    projectionSvg({
      ...picture,
      size: phone,
      camera: cameraFor({ left: -1, right: 1, top: -0.5, bottom: 0.5 }, phone),
      theme: {
        background: 'rgb(30, 29, 26)',
        ink: 'rgb(236, 232, 224)',
        soft: 'rgb(168, 162, 153)',
        points: { accent: 0x8ab4f8, hit: 0x8ab4f8, ink: 0xece8e0 },
      },
    }),
  ).toMatchSnapshot();
});
