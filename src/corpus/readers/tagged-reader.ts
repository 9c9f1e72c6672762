/**
 * Readers of the formats that put a tag in front of each field: RIS in its dialects, MEDLINE
 * (PubMed's `.nbib`) and the tagged exports of Web of Science. They differ in how a line is tagged,
 * where a record ends, and what the tags mean.
 */
import { yearIn } from '../complete-paper';
import { peopleInFields } from '../people';
import { displayName, nameInMedline, type WrittenName } from '../person-name';
import { blankRecord } from '../reading';
import {
  all,
  first,
  joinedParts,
  readerOf,
  type Dialect,
  type Tagged,
  type TaggedLine,
} from './tagged-records';

/** The longer one: some programs put the abstract into `N2`, others a note there and it into `AB`. */
function abstractOf(tagged: Tagged): string {
  const [one, other] = [joinedParts(tagged, 'AB'), joinedParts(tagged, 'N2')];
  return other.length > one.length ? other : one;
}

/** The first of the dates that holds a year. */
function dateIn(tagged: Tagged, ...tags: readonly string[]): string {
  return all(tagged, ...tags).find((date) => yearIn(date) !== null) ?? '';
}

function extraOf(tagged: Tagged, names: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(names).flatMap(([tag, name]): [string, string][] => {
    const value = all(tagged, tag).join('; ').slice(0, 2000);
    return value === '' ? [] : [[name, value]];
  });
}

/** First and last page as one column. */
function pagesOf(tagged: Tagged): [string, string][] {
  const pages = [first(tagged, 'SP'), first(tagged, 'EP')].filter((page) => page !== '');
  return pages.length === 0 ? [] : [['pages', pages.join('–').slice(0, 100)]];
}

/** The tags of RIS: only these are taken for tags where fewer than two blanks stand behind them. */
const risTags = new Set(
  (
    'TY ER ID A1 A2 A3 A4 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CT CY DA DB DI DO DP ED EP ET ' +
    'IS J1 J2 JA JF JO KW L1 L2 L3 L4 LA LB LK M1 M2 M3 N1 N2 NV OP PB PP PY RI RN RP SE SN SO SP ST T1 T2 ' +
    'T3 TA TI TT U1 U2 U3 U4 U5 UR VL VO Y1 Y2'
  ).split(' '),
);

const risLine = /^\s*([A-Z][A-Z0-9])([ \t\u00A0]{0,3})[-–](.*)$/u;
/** "3. TY  - JOUR", "<3> TY  - JOUR": records that are numbered. */
const numberInFront = /^\s*[[<(]?\d{1,6}[\]>).:]*\s*(?=TY[ \t\u00A0]{0,3}[-–])/u;

/** Mailers indent records, and lists number them; "T2-weighted" begins a line of text. */
function splitRis(line: string): TaggedLine | null {
  const [, tag = '', gap = '', value = ''] = risLine.exec(line.replace(numberInFront, '')) ?? [];
  if (tag === '') return null;
  const stands = gap.length >= 2 || (risTags.has(tag) && /^(?:\s|$)/u.test(value));
  return stands ? { tag, value } : null;
}

function splitMedline(line: string): TaggedLine | null {
  const [, tag, value = ''] = /^[^\S\n]{0,2}([A-Z]{2,4}) {0,2}-(?: (.*))?$/u.exec(line) ?? [];
  return tag === undefined ? null : { tag, value };
}

function splitWebOfScience(line: string): TaggedLine | null {
  const [, tag, value = ''] = /^([A-Z][A-Z0-9])(?: (.*))?$/u.exec(line) ?? [];
  return tag === undefined ? null : { tag, value };
}

const ris: Dialect = {
  split: splitRis,
  begins: new Set(['TY']),
  once: new Set(),
  ends: new Set(['ER']),
  outside: new Set(),
  linewise: new Set(['KW', 'AU', 'A1', 'UR', 'L1', 'L2', 'SN', 'DB']),
  read: (tagged, line) => ({
    ...blankRecord,
    line,
    title: first(tagged, 'TI', 'T1', 'CT', 'BT', 'ST'),
    abstract: abstractOf(tagged),
    authors: peopleInFields(all(tagged, 'AU', 'A1')),
    // Not Y2, which is the day on which a page was visited.
    date: dateIn(tagged, 'PY', 'Y1', 'DA'),
    venue: first(tagged, 'T2', 'JF', 'JO', 'JA', 'BT', 'C3', 'T3'),
    categories: [...new Set(all(tagged, 'KW').flatMap((text) => text.split(/;\s*/u)))],
    doi: first(tagged, 'DO', 'DI') || first(tagged, 'M3').replace(/^(?!10\.).*/u, ''),
    arxivId: all(tagged, 'AN', 'C1', 'M1').join(' '),
    pubmedId: /^pmid:? ?\d+$/iu.test(first(tagged, 'AN', 'C2')) ? first(tagged, 'AN', 'C2') : '',
    urls: all(tagged, 'UR', 'LK', 'L1', 'L2').flatMap((text) =>
      text.split(/\s*;\s+|\s+(?=https?:)/u),
    ),
    extra: [
      ...extraOf(tagged, {
        TY: 'type',
        LA: 'language',
        VL: 'volume',
        IS: 'number',
        PB: 'publisher',
        DB: 'database',
        N1: 'notes',
      }),
      ...pagesOf(tagged),
    ],
  }),
};

/** The title; of a book its own; the original one where there is no translation. */
function titleInMedline(tagged: Tagged): string {
  const titles = [first(tagged, 'TI'), first(tagged, 'TT'), first(tagged, 'BTI', 'CTI')];
  return (
    titles.find((title) => !/^\[?(?:not available|in process citation)?\]?\.?$/iu.test(title)) ?? ''
  );
}

/** Full names where each author has one, else the short ones, then the bodies. */
function authorsInMedline(tagged: Tagged): WrittenName[] {
  const [full, short] = [all(tagged, 'FAU'), all(tagged, 'AU')];
  const people = full.length >= short.length ? full.map(displayName) : short.map(nameInMedline);
  return [...new Set(people), ...all(tagged, 'CN').map((name) => ({ whole: name }))];
}

const medline: Dialect = {
  split: splitMedline,
  begins: new Set(['PMID']),
  // Records that are not of PubMed have no PMID.
  once: new Set(['OWN', 'STAT', 'VI', 'IP', 'DP', 'TI', 'PG', 'JT', 'TA', 'SO']),
  ends: new Set(),
  outside: new Set(),
  linewise: new Set(),
  read: (tagged, line) => {
    const identifiers = all(tagged, 'LID', 'AID').filter((text) => text.endsWith('[doi]'));
    const pmid = first(tagged, 'PMID');
    return {
      ...blankRecord,
      line,
      title: titleInMedline(tagged),
      // Another abstract is in another language, or by the authors for laypeople.
      abstract: joinedParts(tagged, 'AB') || joinedParts(tagged, 'OAB'),
      authors: authorsInMedline(tagged),
      // Not the day on which the record was made: it may be decades later.
      date: dateIn(tagged, 'DP', 'DEP'),
      venue: first(tagged, 'JT', 'TA'),
      categories: all(tagged, 'OT', 'MH').map((term) => term.replaceAll('*', '')),
      doi: (identifiers[0] ?? '').replace(/\s*\[doi\]$/u, ''),
      pubmedId: pmid,
      urls: [],
      extra: extraOf(tagged, {
        PT: 'type',
        LA: 'language',
        PL: 'country',
        PMC: 'PMCID',
        TT: 'original title',
      }),
    };
  },
};

const webOfScience: Dialect = {
  split: splitWebOfScience,
  begins: new Set(['PT']),
  once: new Set(),
  ends: new Set(['ER']),
  outside: new Set(['FN', 'VR', 'EF']),
  linewise: new Set(['AU', 'AF']),
  read: (tagged, line) => ({
    ...blankRecord,
    line,
    title: first(tagged, 'TI'),
    abstract: joinedParts(tagged, 'AB'),
    authors: all(tagged, 'AF').length > 0 ? all(tagged, 'AF') : all(tagged, 'AU'),
    date: dateIn(tagged, 'PY', 'EA'),
    venue: first(tagged, 'SO'),
    categories: all(tagged, 'DE', 'ID').flatMap((text) => text.split(/;\s*/u)),
    doi: first(tagged, 'DI'),
    pubmedId: first(tagged, 'PM'),
    extra: extraOf(tagged, {
      DT: 'type',
      LA: 'language',
      WC: 'Web of Science categories',
      TC: 'times cited',
    }),
  }),
};

/** Reads RIS. */
export const readRis = readerOf(ris);
/** Reads MEDLINE as PubMed exports it (`.nbib`). */
export const readMedline = readerOf(medline);
/** Reads the tagged plain text that Web of Science exports. */
export const readWebOfScience = readerOf(webOfScience);
