/** How a map was made, as names and values: for the dialog, for exports, for whoever makes it again. */
import type { PaperMap } from '../engine/map';
import { deviceName } from '../views/status/device';
import { stageName } from '../views/status/stages';
import { counted } from '../views/shared/words';

function seconds(milliseconds: number): string {
  return milliseconds < 100
    ? `${milliseconds.toFixed(0)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;
}

export function makingRows(
  map: PaperMap,
  corpusName: string,
): readonly (readonly [name: string, value: string])[] {
  const made = map.provenance;
  const stages = (['embed', 'cluster', 'label', 'project'] as const).flatMap((stage) => {
    const time = made.milliseconds[stage];
    return time === undefined
      ? []
      : [[stageName(stage), time === 0 ? 'kept from before' : seconds(time)] as const];
  });
  const { sample, dimension } = made.settings;
  const ofThem =
    sample === undefined
      ? ', a part of the corpus clustered on its own'
      : ', an even sample of the corpus, one drawn by the seed from each stretch of it';
  const part = map.subset === null ? '' : ofThem;
  const reduced = dimension === undefined ? '' : ', reduced to the leading principal coordinates';
  const placed =
    made.placed === undefined
      ? ''
      : `; ${counted(made.placed, 'paper')} added later placed among their nearest neighbours`;
  return [
    ['Corpus', corpusName],
    ['Papers', `${counted(map.tree.n, 'paper')}${part}`],
    ['Vectors', `${made.encoder}, ${made.dimension} dimensions${reduced}`],
    ['Computed on', `${deviceName(made.device)}. ${made.device.reason}`],
    ['Linkage', 'Ward, exact, Euclidean distance of unit vectors'],
    ['Layout', `UMAP, started from principal components${placed}`],
    ['Seed', String(made.settings.seed)],
    ...stages,
    ['Papergrove', made.version],
    ['Made', made.madeAt],
    ['Key of the map', map.key],
  ];
}
