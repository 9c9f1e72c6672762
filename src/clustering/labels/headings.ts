/** Headings of structured abstracts, which stand in the text and are none of it. */

const headings =
  'aims?|aims and objectives|abstract|background|background and (?:aims?|objectives?|purpose)|case (?:presentation|description)|conclusions?|conclusions? and (?:relevance|implications?)|context|data sources?|design/methodology/approach|originality/value|(?:practical|social|research) implications|research limitations/implications|data (?:extraction|collection|synthesis|analysis)|design|design(?:,| and) settings?|design and methods?|discussion|evidence acquisition|evidence synthesis|exposures?|findings|funding|importance|interpretation|interventions?|introduction|keywords?|key ?words|key points?|limitations?|main outcomes?(?: and)? measures?|main (?:results?|outcomes?)|materials?|materials? (?:and|&) methods?|measurements?(?: and main results)?|methods?|methods? and (?:findings|results|materials)|method and results|methodology|objectives?|observations?|outcomes?|outcome measures?|participants?|patients?(?: and methods?)?|patients? and interventions?|primary outcomes?|principal findings|procedures?|purpose|rationale|relevance|results?|results? and (?:conclusions?|discussion)|sample|scope|setting|settings and participants|significance|statement of (?:purpose|significance)|study (?:design|population|selection)|subjects?(?: and methods?)?|summary|summary of background data|trial registration|unlabelled|hintergrund|zielsetzung|methodik|methoden|ergebnisse|schlussfolgerung(?:en)?|contexte|objectifs?|méthodes?|résultats?|introducción|objetivos?|métodos?|resultados?|conclusiones|conclusões|введение|цель|методы|результаты|выводы|目的|方法|结果|结论|背景';

/** A known heading before a colon or a dash, at the start of a sentence. */
const named = new RegExp(`(?<=^|[.!?;)\\]]\\s*)(?:${headings})\\s*(?:[:：]|\\s[–—-]\\s)`, 'giu');
/** Any words in capitals before a colon, at the start of a sentence. */
const capitals = /(?<=^|[.!?;)\]]\s*)\p{Lu}[\p{Lu} ,/&()-]{3,50}:/gu;
/** Where exports have lost the colon: a heading that the first sentence follows at once. */
const opening =
  /^(?:Abstract\s+)?(?:Background|Objectives?|Purpose|Aims?|Introduction|Context|Summary|Abstract)\s+(?=\p{Lu}\p{Ll}*\s)/u;

/** The text without the headings of a structured abstract; a full stop stands for each. */
export function withoutHeadings(text: string): string {
  const plain = text.replace(opening, '');
  return /[:：]|\s[–—-]\s/.test(plain)
    ? plain.replace(named, ' . ').replace(capitals, ' . ')
    : plain;
}
