import { expect, test } from 'vitest';
import { bibtexEntries } from '../../corpus/bibtex-entries';
import { defaultSettings, type Provenance } from '../../engine/map';
import { citationBibtex, citationText, type CitedMap } from './cite';

const made: Provenance = {
  encoder: 'lexicon_2 + random',
  dimension: 384,
  device: { rung: 'wasm', threads: 1, reason: '' },
  milliseconds: {},
  version: '1.2.3',
  madeAt: '2026-03-04T23:59:00.000Z',
  settings: defaultSettings,
};
const map: CitedMap = {
  title: 'R&D in {50%} of C# \\ x_y',
  papers: 1234,
  link: 'https://example.org/map/#topic=131-a_b',
  made,
};

test('the sentence names what is needed to make the map again', () => {
  const text = citationText(map);
  for (const part of ['1,234 papers', made.encoder, '1.2.3', 'seed 42', '2026-03-04', map.link])
    expect(text).toContain(part);
});

test('sampling, reduction, device, placing and stopping are named where there were any', () => {
  const settings = { ...defaultSettings, sample: 2000, dimension: 64 };
  const text = citationText({
    ...map,
    made: { ...made, settings, placed: 12, commit: '0123456789ab' },
    stopped: { epoch: 120, epochs: 500, scale: 1 },
  });
  for (const part of [
    'an even sample of the corpus',
    'reduced to principal coordinates',
    'computed on WASM, 1 thread',
    '12 papers placed later',
    'stopped at epoch 120 of 500',
    'Papergrove 1.2.3 (0123456789ab)',
  ])
    expect(text).toContain(part);
  expect(citationText(map)).not.toMatch(/sample|reduced|placed|stopped/u);
});

test('a map that opens only on this device is cited without an address', () => {
  expect(citationText({ ...map, link: null })).not.toContain('http');
  expect(citationBibtex({ ...map, link: null })).not.toContain('url');
});

test('the entry is whole whatever the title holds', () => {
  const titles = [map.title, '}}} {', '{', 'a\\', 'x^2 ~ y'];
  for (const title of titles) {
    const entries = [...bibtexEntries(citationBibtex({ ...map, title }))];
    expect(entries.map(({ type, key, damage }) => ({ type, key, damage }))).toEqual([
      { type: 'misc', key: 'papergrove-2026-03-04', damage: null },
    ]);
  }
});

test('an address stays as it is, so that it opens', () => {
  expect(citationBibtex(map)).toContain(`url = {${map.link}}`);
});
