/** How to cite a map: one sentence and a BibTeX entry, from how it was made. */
import type { Provenance } from '../../engine/map';
import type { StoppedAt } from '../../projection/layout';
import { deviceName } from '../status/device';

export interface CitedMap {
  /** Name of the corpus or topic shown. */
  readonly title: string;
  readonly papers: number;
  /** Address that opens the view; null where it opens only on this device. */
  readonly link: string | null;
  readonly made: Provenance;
  /** Where its layout was stopped, if it was not optimised to its end. */
  readonly stopped?: StoppedAt | undefined;
}

/** What another person needs to make the same map. */
function recipe({ papers, made, stopped }: CitedMap): string {
  const { sample, dimension, seed } = made.settings;
  return [
    `${papers.toLocaleString('en')} papers`,
    sample === undefined ? '' : 'an even sample of the corpus',
    `encoder ${made.encoder} (${made.dimension} dimensions)`,
    dimension === undefined ? '' : 'reduced to principal coordinates',
    `computed on ${deviceName(made.device)}`,
    made.tree === undefined ? "Ward's linkage" : `tree read from ${made.tree}`,
    'UMAP layout',
    made.placed === undefined ? '' : `${made.placed.toLocaleString('en')} papers placed later`,
    stopped === undefined ? '' : `stopped at epoch ${stopped.epoch} of ${stopped.epochs}`,
    `seed ${seed}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** The day in universal time, so that every reader of the same map gets the same text. */
const dayOf = (made: Provenance): string => made.madeAt.slice(0, 10);

const versionOf = ({ version, commit }: Provenance): string =>
  commit === undefined ? version : `${version} (${commit})`;

/** One sentence for a bibliography or a footnote. */
export function citationText(map: CitedMap): string {
  const { made, title, link } = map;
  const parts = [
    `Map of “${title}”.`,
    `Made with Papergrove ${versionOf(made)} on ${dayOf(made)}: ${recipe(map)}.`,
  ];
  return [...parts, ...(link === null ? [] : [link])].join(' ');
}

/** Braces, backslashes and the like as BibTeX sets them literally. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\textbackslash ')
    .replaceAll(/[{}&%$#_]/g, (sign) => `\\${sign}`)
    .replaceAll('~', '\\textasciitilde ')
    .replaceAll('^', '\\textasciicircum ');
}

/** A `@misc` entry, which every BibTeX style knows. */
export function citationBibtex(map: CitedMap): string {
  const { made, title, link } = map;
  const day = dayOf(made);
  const fields = [
    `title = {Map of {${escaped(title)}}}`,
    `howpublished = {Made with Papergrove ${escaped(versionOf(made))}}`,
    `year = {${day.slice(0, 4)}}`,
    `note = {${escaped(recipe(map))}; made ${day}}`,
    // Addresses go as they are: url.sty sets them, and escapes would break the link.
    ...(link === null ? [] : [`url = {${link.replaceAll(/[{}\\\s]/gu, encodeURIComponent)}}`]),
  ];
  return `@misc{papergrove-${day},\n  ${fields.join(',\n  ')}\n}\n`;
}
