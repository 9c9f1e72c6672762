/** How to cite a map: one sentence and a BibTeX entry, from how it was made. */
import type { Provenance } from '../../engine/map';

export interface CitedMap {
  /** Name of the corpus or topic shown. */
  readonly title: string;
  readonly papers: number;
  /** Address that opens the view; null where it opens only on this device. */
  readonly link: string | null;
  readonly made: Provenance;
}

/** What another person needs to make the same map. */
function recipe({ papers, made }: CitedMap): string {
  return [
    `${papers.toLocaleString('en')} papers`,
    `encoder ${made.encoder} (${made.dimension} dimensions)`,
    made.tree === undefined ? "Ward's linkage" : `tree read from ${made.tree}`,
    `UMAP layout`,
    `seed ${made.settings.seed}`,
  ].join(', ');
}

/** The day in universal time, so that every reader of the same map gets the same text. */
const dayOf = (made: Provenance): string => made.madeAt.slice(0, 10);

/** One sentence for a bibliography or a footnote. */
export function citationText(map: CitedMap): string {
  const { made, title, link } = map;
  const parts = [
    `Map of “${title}”.`,
    `Made with Papergrove ${made.version} on ${dayOf(made)}: ${recipe(map)}.`,
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
    `howpublished = {Made with Papergrove ${escaped(made.version)}}`,
    `year = {${day.slice(0, 4)}}`,
    `note = {${escaped(recipe(map))}; made ${day}}`,
    // Addresses go as they are: url.sty sets them, and escapes would break the link.
    ...(link === null ? [] : [`url = {${link.replaceAll(/[{}]/g, encodeURIComponent)}}`]),
  ];
  return `@misc{papergrove-${day},\n  ${fields.join(',\n  ')}\n}\n`;
}
