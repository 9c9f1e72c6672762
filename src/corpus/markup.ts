/** HTML and XML in fields as plain text: entities decoded, tags taken out, scripts with their content. */
import { decodeHTMLStrict } from 'entities/decode';
import { greekEntities } from './iso-entities';
import { script } from './latex-symbols';

/**
 * Elements that publishers leave in titles and abstracts. Only these are taken for tags: `p<q` and
 * `<OOV>` are text.
 */
const inline =
  'a|abbr|b|bold|big|cite|code|del|dfn|em|emph|font|i|inf|ins|italic|kbd|mark|monospace|named-content|nobr|q|s|sc|scp|small|span|strike|strong|styled-content|tt|u|underline|var|xref|ext-link|inline-formula|tex-math|(?:mml:|m:)?(?:math|mi|mn|mo|mrow|mtext|mspace|mfrac|msqrt|mstyle|mover|munder|mfenced|semantics|annotation|msub|msup|msubsup|mtable|mtr|mtd|mpadded)';
const block =
  'abstract|abstracttext|address|article|blockquote|br|center|dd|div|dl|dt|h[1-6]|head|header|hr|html|body|label|li|list|list-item|ol|p|para|pre|sec|section|simplepara|st|table|tbody|td|th|title|tr|ul';

const attributes = '(?:\\s[^<>]{0,2000})?';
const inlineTag = new RegExp(`</?(?:jats:)?(?:${inline})${attributes}/?>`, 'giu');
const blockTag = new RegExp(`</?(?:jats:)?(?:${block})${attributes}/?>`, 'giu');
const embedded =
  /<(script|style|iframe|object|svg|template|noscript)\b[^<>]{0,2000}>[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->|<!\[CDATA\[|\]\]>|<\/?(?:script|style|iframe|object|svg|template|noscript|img|embed|link|meta|input|form|button|video|audio)\b[^<>]{0,2000}>/giu;
const raised = /<(?:jats:)?(sup|sub)\b[^<>]{0,200}>([^<>]{0,200})<\/(?:jats:)?\1\s*>/giu;
const strayScript = /<\/?(?:jats:)?(?:sup|sub)\b[^<>]{0,200}>/giu;

const greek = /&((?:b\.)?[A-Za-z]{2,8});/gu;

function decodedOnce(text: string): string {
  return decodeHTMLStrict(text).replaceAll(
    greek,
    (entity, name: string) => greekEntities.get(name) ?? entity,
  );
}

/**
 * The text with entities decoded, HTML's and the Greek ones of ISO 8879; twice where a program has
 * encoded them twice.
 */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  const once = decodedOnce(text);
  return /&(?:[a-z.]{2,8}|#\d{2,5});/iu.test(once) ? decodedOnce(once) : once;
}

/** Tags that taking out others may have put together are taken out as well, this many times over. */
const mostPasses = 10;

function withoutEmbedded(text: string): string {
  let rest = text;
  for (let pass = 0; pass < mostPasses; pass++) {
    const next = rest.replaceAll(embedded, ' ');
    if (next === rest) return rest;
    rest = next;
  }
  return rest.replaceAll('<', ' ');
}

/** The text without its tags; block elements leave a space. */
export function stripTags(text: string): string {
  if (!text.includes('<') && !text.includes(']]>')) return text;
  const stripped = withoutEmbedded(text)
    .replaceAll(raised, (_, tag: string, inside: string) =>
      script(inside, /p$/iu.test(tag) ? '^' : '_'),
    )
    .replaceAll(strayScript, '')
    .replaceAll(inlineTag, '')
    .replaceAll(blockTag, ' ');
  return stripped === text ? text : withoutEmbedded(stripped);
}
