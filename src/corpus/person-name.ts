/**
 * One person's name, "Last, First" or "First Last" or in any other notation, as it is shown: "First
 * Last", and the family name first and without a space where Chinese, Japanese or Korean write it so.
 */
import { decodeEntities } from './markup';
import { clip } from '../text/clip';

/**
 * A name as a reader found it: in any notation, or marked as `whole` where the source says that it is
 * one unit (a corporate author in braces, the `literal` of CSL): such a name is never turned round.
 */
export type WrittenName = string | { readonly whole: string };

/** What a source that knows the parts of a name says of them; absent parts are empty. */
export interface NameParts {
  readonly given: string;
  readonly family: string;
  /** "van der", "de la"; may also stand at the beginning of the family name. */
  readonly particle?: string;
  /** "Jr.", "III". */
  readonly suffix?: string;
}

/** What stands behind a name to tell a father from his son. */
export const suffix = /^(?:jr|sr|junior|senior|i{2,3}|iv|vi{1,3}|2nd|3rd|[4-8]th)\.?$/iu;

/** Legal forms that follow a corporate name's comma. */
export const legalForm =
  /^(?:inc|ltd|llc|llp|plc|gmbh|ag|corp|co|s\.?a|s\.?p\.?a|b\.?v|n\.?v|pty|md|phd|dr)\.?$/iu;

/** Words that only names of bodies hold: what follows their commas are parts of the body. */
export const corporate =
  /(?<!\p{L})(?:universit\p{L}*|institut\p{L}*|departe?ment|school of|faculty|college|collaboration|consorti\p{L}*|committee|ministr\p{L}*|minist[eè]re|society|association|council|agency|cent(?:er|re) (?:for|of)|laborator\p{L}*|organi[sz]ation|foundation|working group|task force|study group|commission|academy|network|team)(?!\p{L})/iu;

/** Letters of scripts in which the family name stands first and nothing between. */
const eastAsian = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}々ー]+$/u;
const hanOrHangul = /[\p{Script=Han}\p{Script=Hangul}]/u;

/**
 * The family names that most people of China and Korea have (70 and 20 of them): behind two letters
 * one of these is a family name that a program has put last.
 */
const commonFamilyNames = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛' +
    '張劉陳楊黃趙吳孫馬鄭謝許韓馮鄧葉蘇呂盧鍾譚陸김이박최정강조윤장임한오서신권황안송류홍',
);

/** "Roe A", "van der Berg AB", "Roe-Poe AB Jr", also with full stops: the notation of MEDLINE. */
export const medline =
  /^((?:\p{L}[\p{L}’'-]*\s+){0,3}(?:\p{Lu}[\p{L}’'-]*\p{Ll}[\p{L}’'-]*|\p{Lu}[\p{Lu}’'-]{2,}))\s+(\p{Lu}{1,3}\.?|\p{Lu}-\p{Lu}|(?:\p{Lu}\p{Ll}?\.[\s-]?){0,4}\p{Lu}\p{Ll}?\.)(?:,?\s+((?:Jr|Sr)\.?|2nd|3rd|[4-8]th|II|III|IV))?$/u;

/** Marks that lead to an affiliation, or away from the name: raised or plain digits, stars, daggers. */
const affiliation =
  /(?<=[\p{L}.])\s?[\d*∗†‡§¶‖#¹²³⁰⁴-⁹]+(?:\s?,\s?[\d*∗†‡§¶‖#¹²³⁰⁴-⁹]+)*(?=\s*(?:[,;|)，；、]|$|\s(?:and|&)\s))/gu;

/** Identifiers that stand behind a name: ORCID, Scopus. */
const identifiers =
  /\s*[([{<]?\s*(?:(?:orcid(?:\.org\/|:|\s|\s?id:?)*|https?:\/\/orcid\.org\/)\s*)?\d{4}-\d{4}-\d{4}-\d{3}[\dX]\s*[)\]}>]?|\s*\(\d{5,}\)/giu;

/** What says that there are more: "et al.", "and others", dots. */
const more =
  /[\s,;&]*(?:\s(?:and|&)\s+)?(?:(?<!\p{L})(?:et\.? al\b\.?(?:ii|\.)?|and others|u\. ?a\.|и др\.?)|…|\.{3}|等(?=$|[,;，；\s]))[\s.]*$/iu;

/** The text without what stands around names and is no part of them. */
export function plainNames(text: string): string {
  let plain = decodeEntities(clip(text, 200_000))
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(identifiers, '')
    .trim();
  plain = plain.replaceAll(affiliation, '').replace(more, '');
  return plain.replace(/^(?:[Bb]y|[Aa]uthors?:)\s+(?=\p{Lu})/u, '').trim();
}

/** Whether a name is written in the letters of China, Japan or Korea, and not in Katakana alone. */
export function isEastAsian(name: string): boolean {
  return eastAsian.test(name) && hanOrHangul.test(name);
}

/** "王" and "小明" as 王小明; null where it is not such a name. */
function eastAsianName(family: string, given: string): string | null {
  return isEastAsian(family + given) ? family + given : null;
}

/** A name of known parts as it is shown. */
export function nameOfParts({
  given,
  family,
  particle: before = '',
  suffix: behind = '',
}: NameParts): string {
  const east = behind === '' && before === '' ? eastAsianName(family.trim(), given.trim()) : null;
  return (
    east ??
    [given, before, family, behind]
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .join(' ')
  );
}

/** "Roe A" and "Roe AB Jr", as MEDLINE writes names, as "A Roe" and "AB Roe Jr". */
export function nameInMedline(name: string): string {
  const [, family, given, behind = ''] = medline.exec(name.trim()) ?? [];
  return family === undefined || given === undefined
    ? displayName(name)
    : nameOfParts({ given, family, suffix: behind });
}

/** One name, "Last, First" or "First Last" or any other notation, as it is shown; empty if it is none. */
export function displayName(written: WrittenName): string {
  if (typeof written !== 'string') return tidy(written.whole);
  const name = tidy(plainNames(written)).replace(/\s\d{4}$/u, '');
  if (/^(?:others|et\.? al\.?|and|&|anonymous author\(s\))$/iu.test(name)) return '';
  const parts = name
    .split(/[,，]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const [family = '', ...rest] = parts;
  if (rest.length === 0) return withoutComma(family);
  if (parts.length > 3 || corporate.test(family)) return parts.join(', ');
  const [behind] = rest.filter((part) => suffix.test(part));
  const [given, further] = rest.filter((part) => part !== behind);
  if (further !== undefined || (given !== undefined && legalForm.test(given)))
    return parts.join(', ');
  if (given === undefined) return behind === undefined ? family : `${family} ${behind}`;
  return nameOfParts({ given, family, ...(behind === undefined ? {} : { suffix: behind }) });
}

/** A name without a comma: the scripts that write no space lose it. */
function withoutComma(name: string): string {
  const [first = '', second, third] = name.split(' ');
  if (second === undefined || third !== undefined) return name;
  const turned = first.length === 2 && commonFamilyNames.has(second);
  return (turned ? eastAsianName(second, first) : eastAsianName(first, second)) ?? name;
}

/** The name with even spacing, without separators at its ends. */
export function tidy(name: string): string {
  return name.replaceAll(/\s+/gu, ' ').replaceAll(/^[\s,;]+|[\s,;]+$/gu, '');
}

/** The family name in a name as it is shown, lower case, to compare first authors by. */
export function familyNameOf(shown: string): string {
  const words = shown.split(/\s+/u).filter((word) => word !== '');
  if (words.length > 1 && suffix.test(words.at(-1) ?? '')) words.pop();
  return (words.at(-1) ?? '').toLowerCase();
}
