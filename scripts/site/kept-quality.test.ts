import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { keptQuality } from './kept-quality';

test('a layout is measured once, and again where what is kept was spoilt', async () => {
  const cache = mkdtempSync(join(tmpdir(), 'papergrove-quality-'));
  onTestFinished(() => rmSync(cache, { recursive: true }));
  const quality = {
    k: 15,
    trustworthiness: 0.9,
    continuity: 0.8,
    neighboursKept: 0.5,
    sampled: 70,
  };
  const measure = vi.fn(() => Promise.resolve(quality));
  expect(await keptQuality(cache, 'abc', measure)).toEqual(quality);
  expect(await keptQuality(cache, 'abc', measure)).toEqual(quality);
  expect(measure).toHaveBeenCalledTimes(1);
  await keptQuality(cache, 'def', measure);
  expect(measure).toHaveBeenCalledTimes(2);
  for (const file of readdirSync(join(cache, 'quality')))
    writeFileSync(join(cache, 'quality', file), '{"k":15}');
  expect(await keptQuality(cache, 'abc', measure)).toEqual(quality);
  expect(measure).toHaveBeenCalledTimes(3);
});
