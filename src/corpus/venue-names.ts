/** Venues as people call them: "NAACL 2024" for the proceedings of that conference. Journals stay whole. */

/** Conferences whose proceedings do not give their own short name. */
const wellKnown: readonly (readonly [name: RegExp, short: string])[] = [
  [/north american chapter of the association for computational linguistics/iu, 'NAACL'],
  [/european chapter of the association for computational linguistics/iu, 'EACL'],
  [/asia-pacific chapter of the association for computational linguistics/iu, 'AACL'],
  [/association for computational linguistics/iu, 'ACL'],
  [/empirical methods in natural language processing/iu, 'EMNLP'],
  [/computational natural language learning/iu, 'CoNLL'],
  [/conference on computational linguistics/iu, 'COLING'],
  [/language resources and evaluation/iu, 'LREC'],
  [/neural information processing systems/iu, 'NeurIPS'],
  [/learning representations/iu, 'ICLR'],
  [/international conference on machine learning(?! (?:and|technologies))/iu, 'ICML'],
  [/artificial intelligence and statistics/iu, 'AISTATS'],
  [/uncertainty in artificial intelligence/iu, 'UAI'],
  [/conference on learning theory/iu, 'COLT'],
  [/aaai conference on artificial intelligence/iu, 'AAAI'],
  [/joint conferences? on artificial intelligence/iu, 'IJCAI'],
  [/conference on computer vision and pattern recognition/iu, 'CVPR'],
  [/winter conference on applications of computer vision/iu, 'WACV'],
  [/european conference on computer vision/iu, 'ECCV'],
  [/international conference on computer vision/iu, 'ICCV'],
  [/medical image computing and computer/iu, 'MICCAI'],
  [/knowledge discovery (?:and|&) data mining/iu, 'KDD'],
  [/international conference on data mining/iu, 'ICDM'],
  [/web search and data mining/iu, 'WSDM'],
  [/world wide web|the web conference/iu, 'WWW'],
  [/research and development in information retrieval/iu, 'SIGIR'],
  [/information and knowledge management/iu, 'CIKM'],
  [/recommender systems/iu, 'RecSys'],
  [/human factors in computing systems/iu, 'CHI'],
  [/user interface software and technology/iu, 'UIST'],
  [/acoustics, speech,? and signal processing/iu, 'ICASSP'],
  [/international speech communication association/iu, 'Interspeech'],
  [/conference on robotics and automation/iu, 'ICRA'],
  [/intelligent robots and systems/iu, 'IROS'],
  [/conference on management of data/iu, 'SIGMOD'],
  [/conference on data engineering/iu, 'ICDE'],
  [/symposium on (?:the )?theory of computing/iu, 'STOC'],
  [/foundations of computer science/iu, 'FOCS'],
  [/symposium on discrete algorithms/iu, 'SODA'],
  [/international conference on software engineering/iu, 'ICSE'],
];

const event =
  /\b(?:proceedings|proc\.|conference|symposium|workshops?|congress|meeting|findings of|advances in neural)\b/iu;

/** Journals whose names begin like those of conferences. */
const journal =
  /^(?:the )?proc(?:eedings|\.) (?:of (?:the )?)?(?:national academ|royal|ieee$|acm on|vldb|institution|american|machine learning research|edinburgh|cambridge|linnean|zoological|physical)|\bjournal\b/iu;

/** What people call the part that most papers are in; it needs no saying. */
const mainPart =
  /^(?:volume \w+:?\s*)?(?:long papers|full papers|main (?:conference|papers|track)|proceedings)?$/iu;

/** `CVPR`, `NAACL-HLT`, `eScience`, perhaps with a year: `ICML '19`. */
const shortName = /^([A-Za-z][A-Za-z0-9&+/-]{1,14})(?:[ -]*['’]?\s?(?:19|20)?\d{2})?$/u;

function isShort(name: string): boolean {
  return /[A-Z].*[A-Z]|^[a-z]+[A-Z]/u.test(name) && !/^(?:I{2,3}|IV|VI{0,3}|USA|UK)$/u.test(name);
}

/** The name that a venue gives itself: in brackets, before a colon or dash, behind one. */
function ownName(venue: string): string | null {
  const parts = [
    ...Array.from(venue.matchAll(/\(([^()]+)\)/gu), ([, inside = '']) => inside),
    ...venue.split(/\s[-–—]\s|:\s|,\s/u),
  ];
  for (const part of parts) {
    const name = shortName.exec(part.trim())?.[1];
    if (name !== undefined && isShort(name)) return name;
  }
  return null;
}

function partOf(venue: string): string {
  const inBrackets = /\((?:volume \w+:?\s*)([^()]*)\)\s*$/iu.exec(venue)?.[1];
  const behind =
    /:\s*(system demonstrations|student research workshop|tutorial abstracts|industry track|short papers|posters?|companion(?: volume)?)\s*$/iu.exec(
      venue,
    )?.[1];
  const part = (inBrackets ?? behind ?? '').trim();
  if (part !== '' && !mainPart.test(part)) return ` ${part}`;
  return /\bworkshops\b/iu.test(venue) ? ' Workshops' : '';
}

/** The proceedings' name without what every one of them says. */
function plainName(venue: string): string {
  const name = venue
    .replaceAll(/\((?:volume|vol\.)[^()]*\)/giu, '')
    .replace(/^(?:in:?\s+)?(?:the\s+)?(?:proceedings|proc\.)\s+(?:of\s+)?(?:the\s+)?/iu, '')
    .replaceAll(/\b(?:19|20)\d{2}\b/gu, '')
    .replaceAll(/\b\d+(?:st|nd|rd|th)\b|\b(?:twenty|thirty|forty)-\p{L}+\b|\bannual\b/giu, '')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/^[\s,:-]+|[\s,:-]+$/gu, '');
  return name === '' ? venue : name;
}

/**
 * A venue's short name. General rules come first: the acronym it gives itself with its year; a small
 * table has the conferences that give none. Every other conference loses what all proceedings say.
 */
export function shortVenue(venue: string): string {
  const text = venue.replaceAll(/\s+/gu, ' ').trim();
  if (!event.test(text) || journal.test(text)) return venue;
  const year = /\b(?:19|20)\d{2}\b/u.exec(text)?.[0] ?? yearBehind(text);
  const known = wellKnown.find(([name]) => name.test(text))?.[1];
  const name = (/workshop on/iu.test(text) ? null : known) ?? ownName(text) ?? known;
  if (name === undefined) return [plainName(text), year].filter((part) => part !== '').join(' ');
  const findings = /^findings of/iu.test(text) ? 'Findings of ' : '';
  const own = findings === '' ? name : (ownName(text) ?? name);
  return `${findings}${own}${year === '' ? '' : ` ${year}`}${partOf(text)}`;
}

/** The year of `ICML '19`. */
function yearBehind(text: string): string {
  const digits = /\b[A-Z]{2,}[ -]?['’](\d{2})\b/u.exec(text)?.[1];
  if (digits === undefined) return '';
  return `${Number(digits) > 50 ? 19 : 20}${digits}`;
}
