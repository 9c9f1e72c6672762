import { describe, expect, it } from 'vitest';
import { ownScript, scriptInPage } from './script-addresses';

const folder = 'https://host.example/maps/';

describe('an address that a script is started from', () => {
  it.each([
    ['https://host.example/maps/assets/engine.worker-a.js'],
    ['service-worker.js'],
    ['assets/ort-wasm-simd-threaded-b.mjs?x'],
  ])('%s passes unchanged', (address) => {
    expect(ownScript(address, folder)).toBe(address);
  });

  it.each([
    ['https://other.example/maps/assets/engine.worker-a.js'],
    ['https://host.example/elsewhere/a.js'],
    ['../a.js'],
    ['//other.example/maps/a.js'],
    ['data:text/javascript,alert(1)'],
    ['blob:https://host.example/0f9a'],
    ['javascript:alert(1)//.js'],
    ['corpora/mine.json'],
  ])('%s is refused', (address) => {
    expect(() => ownScript(address, folder)).toThrow(TypeError);
  });

  it('is one that the page made where the page is one file', () => {
    expect(scriptInPage('blob:null/0f9a')).toBe('blob:null/0f9a');
    for (const other of [
      'https://host.example/maps/a.js',
      'data:text/javascript,1',
      'file:///a.js',
    ])
      expect(() => scriptInPage(other)).toThrow(TypeError);
  });
});
