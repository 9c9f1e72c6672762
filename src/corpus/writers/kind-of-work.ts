/** What kind of work a paper is, as reference managers tell them apart. */
import type { Paper } from '../paper';

export type KindOfWork =
  'article' | 'conference' | 'preprint' | 'book' | 'chapter' | 'thesis' | 'report' | 'other';

/** What sources call each kind (BibTeX, RIS, CSL, Zotero, Crossref, MEDLINE), letters only. */
const names: readonly (readonly [kind: KindOfWork, names: string])[] = [
  ['article', 'article jour ejour journalarticle articlejournal review'],
  [
    'conference',
    'inproceedings conference conf cpaper conferencepaper paperconference proceedingspaper proceedingsarticle',
  ],
  ['preprint', 'preprint unpb inpr unpublished postedcontent'],
  ['book', 'book mvbook ebook monograph'],
  ['chapter', 'incollection inbook chap echap booksection chapter bookchapter'],
  ['thesis', 'phdthesis mastersthesis thesis thes dissertation'],
  ['report', 'techreport report rprt'],
];

const kinds: ReadonlyMap<string, KindOfWork> = new Map(
  names.flatMap(([kind, all]) => all.split(' ').map((name) => [name, kind] as const)),
);

/** As the source says in its column `type`; where it says nothing known, by where the paper appeared. */
export function kindOfWork({ extra, venue, arxivId }: Paper): KindOfWork {
  const said = kinds.get((extra['type'] ?? '').toLowerCase().replace(/[^a-z]/gu, ''));
  if (said !== undefined) return said;
  if (venue === null) return arxivId === null ? 'other' : 'preprint';
  return /\b(?:proceedings|conference|workshop|symposium)\b/iu.test(venue)
    ? 'conference'
    : 'article';
}
