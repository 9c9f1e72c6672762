/** How a map was made, as names and values: for the dialog, for exports, for whoever makes it again. */
import type { DeviceStatus, PaperMap, Stage } from '../../engine/map';
import type { LayoutQuality } from '../../projection/quality';
import { trustMeasures } from '../../views/projection/trust-words';
import { deviceName } from '../../views/status/device';
import { stageName } from '../../views/status/stage-words';
import { counted } from '../../views/shared/wording';

const stages: readonly Stage[] = ['embed', 'cluster', 'label', 'project'];

/** How long something took, for people. */
function duration(milliseconds: number): string {
  return milliseconds < 100
    ? `${milliseconds.toFixed(0)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** Where the vectors were computed and why there; the reason alone where it says both. */
function computedOn(device: DeviceStatus): string {
  return device.rung === 'storage' || device.rung === 'lexical'
    ? device.reason
    : `${deviceName(device)}. ${device.reason}`;
}

/** @param quality how far to trust the layout on show, where that was measured */
export function makingRows(
  map: PaperMap,
  corpusName: string,
  quality: LayoutQuality | null = null,
): readonly (readonly [name: string, value: string])[] {
  const made = map.provenance;
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
  const { stopped } = map.layout;
  const ended =
    stopped === undefined ? '' : `; stopped at epoch ${stopped.epoch} of ${stopped.epochs}`;
  const { commit } = made;
  return [
    ['Corpus', corpusName],
    ['Papers', `${counted(map.tree.n, 'paper')}${part}`],
    ['Encoder setting', made.settings.encoder],
    ['Vectors', `${made.encoder}, ${made.dimension} dimensions${reduced}`],
    ['Computed on', computedOn(made.device)],
    [
      'Linkage',
      made.tree === undefined
        ? 'Ward, exact, Euclidean distance of unit vectors'
        : `Not computed: the tree was read from ${made.tree}`,
    ],
    [
      'Layout',
      `UMAP of ${map.neighbours.k} nearest neighbours, started from principal components${placed}${ended}`,
    ],
    ...(quality === null ? [] : trustMeasures(quality)).map(
      ({ term, value, meaning }) => [term, `${value}. ${meaning}`] as const,
    ),
    ['Seed', String(made.settings.seed)],
    ...stages.map((stage) => {
      const time = made.milliseconds[stage];
      return [
        stageName(stage),
        time === undefined ? 'From an earlier visit' : duration(time),
      ] as const;
    }),
    ['Papergrove', made.version],
    ...(commit === undefined ? [] : ([['Commit', commit]] as const)),
    ['Made', made.madeAt],
    ['Key of the map', map.key],
  ];
}
