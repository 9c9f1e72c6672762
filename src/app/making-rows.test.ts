import { describe, expect, it } from 'vitest';
import type { DeviceStatus } from '../engine/map';
import { workedMap } from '../explorer/testing/worked-map';
import { makingRows } from './making-rows';

const { provenance } = workedMap();

function rowsOn(device: DeviceStatus): ReadonlyMap<string, string> {
  return new Map(makingRows(workedMap({ provenance: { ...provenance, device } }), 'Eight papers'));
}

describe('how a map was made', () => {
  it('names the device and why it was chosen', () => {
    const rows = rowsOn({ rung: 'wasm-threads', threads: 2, reason: 'There is no WebGPU here.' });
    expect(rows.get('Computed on')).toBe('WASM, 2 threads. There is no WebGPU here.');
  });

  it('says once that vectors were kept, or need no model', () => {
    const reason = 'Vectors were kept from an earlier visit: no model was loaded.';
    expect(rowsOn({ rung: 'storage', threads: 1, reason }).get('Computed on')).toBe(reason);
    const words = 'Vectors come from the words of these papers.';
    expect(rowsOn({ rung: 'lexical', threads: 1, reason: words }).get('Computed on')).toBe(words);
  });

  it('tells measured times from those that no one measured', () => {
    const milliseconds = { embed: 12_345, cluster: 7.2 };
    const rows = new Map(
      makingRows(workedMap({ provenance: { ...provenance, milliseconds } }), 'Eight papers'),
    );
    expect(rows.get('Embedding abstracts')).toBe('12.3 s');
    expect(rows.get('Clustering')).toBe('7 ms');
    expect(rows.get('Projecting')).toBe('From an earlier visit');
  });

  it('holds what it takes to make the map again', () => {
    const rows = rowsOn(provenance.device);
    for (const name of ['Corpus', 'Papers', 'Encoder setting', 'Vectors', 'Linkage', 'Layout'])
      expect(rows.get(name)).toBeTruthy();
    expect(rows.get('Seed')).toBe('42');
    expect(rows.get('Papergrove')).toBe('test');
    expect(rows.get('Made')).toBe('2026-01-01T00:00:00Z');
    expect(rows.get('Key of the map')).toBe('worked');
  });
});
