import { describe, expect, it } from 'vitest';
import type { DeviceStatus } from '../../engine/map';
import { workedMap } from '../../explorer/testing/worked-map';
import { makingRows } from './provenance-rows';

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

  it('names the commit of the build, and where the layout was stopped', () => {
    const { layout } = workedMap();
    const map = workedMap({
      provenance: { ...provenance, commit: '0123456789ab' },
      layout: { ...layout, stopped: { epoch: 3, epochs: 500, scale: 1 } },
    });
    const rows = new Map(makingRows(map, 'Eight papers'));
    expect(rows.get('Commit')).toBe('0123456789ab');
    expect(rows.get('Layout')).toMatch(/; stopped at epoch 3 of 500$/u);
  });

  it('says how far to trust the layout where that was measured', () => {
    const quality = {
      k: 15,
      trustworthiness: 0.94,
      continuity: 0.9,
      neighboursKept: 0.74,
      sampled: 8,
    };
    const rows = new Map(makingRows(workedMap(), 'Eight papers', quality));
    expect(rows.get('Trustworthiness')).toMatch(/^0\.94\. Whether papers shown near/u);
    expect(rows.get('Neighbours kept')).toMatch(/^74%\. /u);
    expect(rowsOn(provenance.device).has('Trustworthiness')).toBe(false);
  });

  it('holds what it takes to make the map again', () => {
    const rows = rowsOn(provenance.device);
    expect(rows.get('Corpus')).toBe('Eight papers');
    expect(rows.get('Papers')).toBe('8 papers');
    expect(rows.get('Encoder setting')).toBe('automatic');
    expect(rows.get('Vectors')).toMatch(/^\S.*, \d+ dimensions$/u);
    expect(rows.get('Linkage')).toBe('Ward, exact, Euclidean distance of unit vectors');
    expect(rows.get('Layout')).toMatch(/^UMAP of \d+ nearest neighbours/u);
    expect(rows.has('Commit')).toBe(false);
    expect(rows.get('Seed')).toBe('42');
    expect(rows.get('Papergrove')).toBe('test');
    expect(rows.get('Made')).toBe('2026-01-01T00:00:00Z');
    expect(rows.get('Key of the map')).toBe('worked');
  });
});
