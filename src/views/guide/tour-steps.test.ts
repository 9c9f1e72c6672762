import { expect, it } from 'vitest';
import { tourBegins } from './tour-begins';
import { tourSteps } from './tour-steps';

const newcomer = { tourSeen: false, cameByLink: false, hasPapers: false };

it('begins unasked only for a newcomer with nothing else in mind', () => {
  expect(tourBegins(newcomer)).toBe(true);
  expect(tourBegins({ ...newcomer, tourSeen: true })).toBe(false);
  expect(tourBegins({ ...newcomer, cameByLink: true })).toBe(false);
  expect(tourBegins({ ...newcomer, hasPapers: true })).toBe(false);
  expect(tourBegins({ ...newcomer, hasPapers: null })).toBe(false);
});

it('says how to open papers only to whom has not', () => {
  const names = (hasPapers: boolean) => tourSteps(hasPapers).map(({ name }) => name);
  expect(names(false)[0]).toBe('Open your papers.');
  expect(names(true)).toEqual(names(false).slice(1));
});

it('speaks of dropping files only where there is a pointer that carries them', () => {
  expect(tourSteps(false, true)[0]?.text).toContain('drop');
  expect(tourSteps(false, false)[0]?.text).not.toContain('drop');
});
