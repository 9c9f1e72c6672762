import { describe, expect, it } from 'vitest';
import { fetchInPage } from './fetch-in-page';

const held = new Map([['map/manifest.json', Uint8Array.of(1, 2, 3)]]);
const fetchHeld = fetchInPage(
  'file:///disk/maps/map.html#paper=1',
  (path) => held.get(path) ?? null,
);

describe('a file of a map that is one file', () => {
  it('is found by its address below the folder of the page', async () => {
    const response = await fetchHeld('file:///disk/maps/map/manifest.json', { fresh: false });
    expect(response.ok).toBe(true);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(Uint8Array.of(1, 2, 3));
  });

  it.each([
    'file:///disk/maps/map/other.bin',
    'file:///disk/map/manifest.json',
    'https://a.example/',
  ])('is missing where the page does not hold it: %s', async (address) => {
    expect((await fetchHeld(address, { fresh: true })).status).toBe(404);
  });
});
