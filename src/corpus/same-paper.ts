/**
 * Whether two records are one paper. Equal ids make them so if their titles are alike; an equal title
 * does if nothing speaks against it. A year alone never does: a preprint and its article stay one.
 */
import { alikeTitles, sharedShingles, wordsIn } from './likeness';
import { articleDoi } from './merged-paper';
import { normaliseTitle, type Paper } from './paper';
import { samePerson } from './same-person';

/** Share of word shingles below which two abstracts are those of two papers. */
export const leastShared = 0.5;

/** Titles of fewer words and letters ("Introduction", "Deep learning") name many papers. */
const fewestWords = 4;
const fewestLetters = 40;

/** Words of an abstract beyond those of its title that make it one paper's own. */
const fewestOwnWords = 20;

/**
 * Titles that name a kind of text, and what it is about: many people write a "Discussion of" one
 * paper, a "Letter to the editor", or an "Introduction to the special issue".
 */
const kindOfText =
  /^(?:(?:a|an|the|some|further|invited|brief|short|authors?|author s|authors s|guest|book|in) )*(?:discussions?(?: (?:of|on|about)\b|$)|discussants?\b|comments?(?: (?:on|to|about)\b|$)|commentary\b|repl(?:y|ies)(?: to\b|$)|responses?(?: to\b|$)|rejoinders?\b|letters? (?:to|from)\b|letters?$|errat(?:um|a)\b|corrigend(?:um|a)\b|corrections?(?: to\b|$)|publisher correction\b|addend(?:um|a)\b|retract(?:ion|ed)\b|expression of concern\b|editors? (?:s )?(?:note|introduction|preface|choice|comment)\b|editorials?\b|preface\b|foreword\b|introduction$|introduction to (?:the |this )?(?:special|theme|thematic|issue|volume|section|proceedings|workshop|minitrack|mini)|special (?:issue|section)\b|reviews? of\b|review$|reviews$|obituary\b|memoriam\b|proceedings\b|volume \w+$|part \w+$|chapter \w+$|abstracts?$|poster abstracts?\b|front matter|back matter|table of contents|contents$|author index|index$|news\b|notes and news|conclusions?$|vorwort\b|einleitung$|leserbrief|erwiderung\b|nachruf\b|avant propos|prologo\b|editorial\b)/u;

/** Whether a title says too little to make two records one paper by itself. */
function isWeak(title: string): boolean {
  if (wordsIn(title).length < fewestWords && title.length < fewestLetters) return true;
  return kindOfText.test(title);
}

function differ<T>(one: T | null | undefined, other: T | null | undefined): boolean {
  return (one ?? null) !== null && (other ?? null) !== null && one !== other;
}

function haveOtherIds(one: Paper, other: Paper): boolean {
  return differ(articleDoi(one), articleDoi(other)) || differ(one.arxivId, other.arxivId);
}

/** Words of an abstract that its title has not. */
function ownWords({ title, abstract }: Paper): number {
  const said = new Set(wordsIn(title));
  return new Set(wordsIn(abstract).filter((word) => !said.has(word))).size;
}

function firstAuthors(one: Paper, other: Paper): boolean | null {
  return samePerson(one.authors[0] ?? '', other.authors[0] ?? '');
}

/** For a title that many papers have, more must agree than nothing speaking against it. */
function speaksFor(one: Paper, other: Paper): boolean {
  if (one.abstract !== '' && other.abstract !== '') {
    if (sharedShingles(one.abstract, other.abstract) < leastShared) return false;
    // "Discussion of … by …" may be the whole abstract of six discussions.
    return !haveOtherIds(one, other) || Math.min(ownWords(one), ownWords(other)) >= fewestOwnWords;
  }
  const samePlace = ['pages', 'volume', 'number', 'issue'].every(
    (column) => !differ(one.extra[column], other.extra[column]),
  );
  return samePlace && !differ(one.year, other.year) && firstAuthors(one, other) === true;
}

/**
 * Whether an equal title makes two records one paper. Against it speak another first author, and two
 * ids of one kind with abstracts that share under half of their word shingles.
 */
export function equalTitleDecides(one: Paper, other: Paper): boolean {
  if (firstAuthors(one, other) === false) return false;
  if (haveOtherIds(one, other) && sharedShingles(one.abstract, other.abstract) < leastShared)
    return false;
  return !isWeak(normaliseTitle(one.title)) || speaksFor(one, other);
}

/** Whether an equal id does: chapters that carry their book's DOI have other titles. */
export function equalIdDecides(one: Paper, other: Paper): boolean {
  return alikeTitles(one.title, other.title);
}
