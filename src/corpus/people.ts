/**
 * The people named in one text, in whatever notation, taken apart. Every reader goes through here and
 * `person-name.ts`, so that a paper has the same authors by whatever road it comes.
 */
import { decodeEntities } from './markup';
import {
  corporate,
  displayName,
  isEastAsian,
  legalForm,
  medline,
  nameInMedline,
  plainNames,
  suffix,
  tidy,
} from './person-name';

/** Particles with which a family name begins; in capitals only those that are no given names. */
const particle =
  /^(?:(?:van|von|vom|zu|zum|zur|der|den|het|ter|ten|te|de|del|della|dello|degli|dei|di|da|das|dos|do|du|des|la|le|lo|los|las|al|el|ibn|bin|bint|abu|af|av|'t|’t|De|Del|Della|Von|Van(?=\s(?:de|der|den|het|'t)\s))\s+|[dl]['’])+/u;

/** "A.", "A.B.", "A. B.", "J.-P.", "AB", "Th. M.": nothing but initials. */
const initials = /^(?:\p{Lu}\p{Ll}?\.[\s-]*|\p{Lu}(?=[\s-]|$)[\s-]*){1,5}$|^\p{Lu}{1,3}$/u;

const joined = /\s+(?:and|&|＆)\s+/iu;

/**
 * The people named in one text, as they are shown: "Roe, A. and Poe, B.", "Ann Roe, Ben Poe", "Roe A,
 * Poe B", "Roe, Ann; Poe, Ben", …
 */
export function peopleIn(text: string): string[] {
  const plain = tidy(plainNames(text.replaceAll(/[\r\n]+/gu, ';')));
  if (plain === '') return [];
  const names = /[;|；]|\s(?:\/\/?|·|•)\s/u.test(plain)
    ? listOf(
        plain
          .split(/[;|；]+|\s(?:\/\/?|·|•)\s/u)
          .map((part) => part.replace(/^\s*(?:and|&)\s+/iu, '')),
      )
    : joined.test(plain) && !isOneBody(plain)
      ? joinedNames(plain.split(joined))
      : commaNames(plain);
  return names.filter((name) => name !== '');
}

/** "Ministry of Health and Welfare", "Bill & Melinda Gates Foundation": one body with "and" in its name. */
function isOneBody(text: string): boolean {
  const [first = '', ...rest] = text.split(joined);
  if (text.includes(',') || rest.some((part) => /^(?:the\s|\p{Lu}\.)/iu.test(part))) return false;
  return corporate.test(first) || (!/\s/u.test(first) && corporate.test(rest.at(-1) ?? ''));
}

/** Names that are apart already, in the notation that all of them share. */
export function listOf(names: readonly string[]): string[] {
  const plain = names.map((name) => tidy(plainNames(name))).filter((name) => name !== '');
  return inMedline(plain) ? withoutFullStop(plain).map(nameInMedline) : plain.map(displayName);
}

/** The full stop behind a list of names is none of the last name's. */
function withoutFullStop(names: readonly string[]): readonly string[] {
  const [last = '', ...others] = names.toReversed();
  return others.length > 0 && !others.some((name) => name.includes('.'))
    ? [...others.toReversed(), last.replace(/(?<=\s\p{Lu}{1,3})\.$/u, '')]
    : names;
}

/** Family names of two letters that look like initials when they are in capitals. */
const shortFamilyNames = /^(?:NG|AN|EK|EN|IM|IN|OH|ON|OR|UM|UN)$/u;

/** Whether what stands behind a name are initials for certain, and no family name in capitals. */
function areInitials(block: string, isAlone: boolean): boolean {
  if (block.includes('.') || block.includes('-') || block.length === 1) return true;
  if (shortFamilyNames.test(block) || (isAlone && block.length > 2)) return false;
  return !/[AEIOUY]/u.test(block) || /^[AEIOU][^AEIOUY]/u.test(block);
}

/**
 * Whether names are written as MEDLINE writes them. Family names in capitals ("Ming LI") look alike:
 * one block that can only be initials tells.
 */
export function inMedline(names: readonly string[]): boolean {
  const blocks = names.map((name) => medline.exec(name)?.[2] ?? '');
  return (
    blocks.every((block) => block !== '') &&
    blocks.some((block) => areInitials(block, blocks.length === 1))
  );
}

/** What stands between the words "and": one person each, or the beginning of an enumeration. */
function joinedNames(parts: readonly string[]): string[] {
  const cut = parts.map((part) =>
    part
      .split(',')
      .map((token) => token.trim())
      .filter((token) => token !== ''),
  );
  const bare = cut.map((tokens) => tokens.filter((token) => !suffix.test(token)));
  const inverted = bare.some(
    ([family = '', given = '', next]) =>
      given !== '' && next === undefined && looksInverted(family, given),
  );
  // "Roe, Ann and Poe, Ben": all that have a comma have one, and one of them is plainly turned round.
  if (inverted && bare.every((tokens) => tokens.length <= 2)) return parts.map(displayName);
  const tokens = cut.flat();
  return tokens.length === parts.length ? listOf(tokens) : enumerated(tokens);
}

/** Whether "family, given" is one person rather than two. */
function looksInverted(family: string, given: string): boolean {
  if (suffix.test(given) || initials.test(given)) return !isMedlineName(family);
  if (medline.test(family) && medline.test(given)) return false;
  if (isEastAsian(family) && isEastAsian(given)) return family.length === 1 || given.length === 1;
  if (/^\p{Lu}\p{Ll}?\./u.test(family)) return false;
  const familyWords = family.replace(particle, '').split(/\s+/u).length;
  const givenWords = given.split(/\s+/u).length;
  if (familyWords === 1 || (particle.test(family) && /^\p{Ll}/u.test(family)))
    return !isMedlineName(family);
  return givenWords === 1 || /\s\p{Lu}\.?$/u.test(given);
}

function isMedlineName(name: string): boolean {
  return medline.test(name) && !initials.test(name);
}

/** Names apart by commas only: one "Last, First", or an enumeration. */
function commaNames(text: string): string[] {
  if (/[、，]/u.test(text)) return listOf(text.split(/[、，]/u));
  return enumerated(
    text
      .split(',')
      .map((token) => token.trim())
      .filter((token) => token !== ''),
  );
}

/** An enumeration in which each name may take one comma itself, cut into names. */
function enumerated(tokens: readonly string[]): string[] {
  if (inMedline(tokens)) return listOf(tokens);
  const [first = '', second = '', third] = tokens.filter((token) => !suffix.test(token));
  const isOne = third === undefined && (second === '' || looksInverted(first, second));
  if (tokens.length <= 3 && (corporate.test(first) || isOne))
    return [displayName(tokens.join(', '))];
  return named(grouped(tokens));
}

/** "Roe, Ann, Poe, Ben B.": no token is a whole name, and every second one may be given names. */
function areAllPairs(tokens: readonly string[]): boolean {
  if (tokens.length % 2 !== 0 || tokens.length < 4) return false;
  return tokens.every((token, index) => {
    const bare = token.replace(particle, '');
    const isGiven = index % 2 === 1 && /^\p{Lu}[\p{L}’'-]+(?:[\s.]+\p{Lu}\.?)+$/u.test(bare);
    return (!/\s/u.test(bare) || isGiven) && !isEastAsian(token);
  });
}

function grouped(tokens: readonly string[]): string[][] {
  const pairs = areAllPairs(tokens);
  const groups: string[][] = [];
  for (const token of tokens) {
    const last = groups.at(-1);
    const belongs =
      last !== undefined &&
      (suffix.test(token) || legalForm.test(token)
        ? true
        : last.length === 1 &&
          (pairs || (initials.test(token) && !/^\p{Lu}\.?\s|\s\p{Lu}\.?$/u.test(last[0] ?? ''))));
    if (belongs) last.push(token);
    else groups.push([token]);
  }
  return groups;
}

function named(groups: readonly string[][]): string[] {
  const singles = groups.flatMap((group) => (group.length === 1 ? group : []));
  return singles.length === groups.length
    ? listOf(singles)
    : groups.map((group) => displayName(group.join(', ')));
}

/**
 * The people of one field in a format that gives each a field of its own: some programs put several
 * into it all the same.
 */
export function peopleInField(text: string): readonly string[] {
  const apart = decodeEntities(text);
  if (/[;|；]/u.test(apart)) return peopleIn(text);
  const parts = apart.split(joined);
  return parts.length > 1 && parts.every((part) => /^[^,]+,[^,]+$/u.test(part))
    ? peopleIn(text)
    : [text];
}

/** The people of fields that name one each, or several after all, each of them once. */
export function peopleInFields(fields: readonly string[]): string[] {
  return [...new Set(listOf(fields.flatMap((field) => peopleInField(field))))];
}
